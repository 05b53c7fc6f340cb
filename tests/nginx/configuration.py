"""docs/nginx/desk.conf as a whole configuration that runs in a folder, on ports of its own, without certificates."""

import re

from aiss.env import BASE_DIR

EXAMPLE = BASE_DIR / "docs" / "nginx" / "desk.conf"
AROUND = """
daemon off;
worker_processes 2;
pid {root}/nginx.pid;
error_log {root}/nginx.log warn;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    client_body_temp_path {root}/body;
    proxy_temp_path {root}/proxy;
    fastcgi_temp_path {root}/fastcgi;
    uwsgi_temp_path {root}/uwsgi;
    scgi_temp_path {root}/scgi;
{site}
{more}
}}
"""
TO_DESK_ALONE = re.compile(r"^server \{\n    listen 80;.*?^\}\n", re.MULTILINE | re.DOTALL)
CERTIFICATES = re.compile(r"^    (listen \[::\]:443|ssl_certificate).*\n", re.MULTILINE)


def write(root, *, port, mirror, static=None, desk_port, more=""):
    """Write the configuration to `root` and return its path."""
    site = TO_DESK_ALONE.sub("", EXAMPLE.read_text(encoding="utf-8"))
    site = CERTIFICATES.sub("", site)
    changes = {
        "listen 443 ssl;": f"listen 127.0.0.1:{port};",
        "server 127.0.0.1:8000;": f"server 127.0.0.1:{desk_port};",
        "/srv/desk/app/var/mirror": str(mirror),
        "/srv/desk/app/var/static": str(static or root / "static"),
        "/var/log/nginx/desk.log": f"{root}/desk.log",
    }
    for old, new in changes.items():
        assert site.count(old) == 1, old
        site = site.replace(old, new)
    file = root / "nginx.conf"
    file.write_text(AROUND.format(root=root, site=site, more=more), encoding="utf-8")
    return file
