"""The exported mirror from disk by nginx, with the example in docs/nginx, beside a static file of the same size."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command, get_commands

from publishing.models import Article
from tests.benchmarks import servers, serving
from tests.nginx import configuration

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")


def measure():
    """Return the rates of a mirrored page and of a file as large, and their ratio; nothing without nginx."""
    if NGINX is None or "export_site" not in get_commands():
        return {}
    article = Article.objects.public_now().in_language("en").newest_first()[5]
    with TemporaryDirectory() as folder:
        root = Path(folder)
        call_command("export_site", str(root / "mirror"), verbosity=0)
        page = root / "mirror" / "en" / "articles" / article.slug / "index.html"
        (root / "plain").mkdir()
        (root / "plain" / "file.html").write_bytes(page.read_bytes())
        return measured(root, page.stat().st_size, f"/en/articles/{article.slug}/")


def measured(root, size, path):
    port, plain_port = servers.free_port(), servers.free_port()
    plain = f"server {{ listen 127.0.0.1:{plain_port}; root {root}/plain; }}"
    file = configuration.write(root, port=port, mirror=root / "mirror", desk_port=servers.free_port(), more=plain)
    for every in (root, *root.rglob("*")):
        every.chmod(0o755 if every.is_dir() else 0o644)
    with servers.running([NGINX, "-c", str(file), "-p", str(root)], path=path, port=port):
        subjects = {
            ("mirror", "page"): f"http://127.0.0.1:{port}{path}",
            ("static", "page"): f"http://127.0.0.1:{plain_port}/file.html",
        }
        loads = serving.taken(subjects, connections=(serving.FEW,))
    rates = {kind: loads[(kind, name), serving.FEW].rate for kind, name in subjects}
    return {
        "bytes": size,
        "rates": {name: round(rate) for name, rate in rates.items()},
        "ratios": {"mirror_vs_static": round(rates["mirror"] / rates["static"], 2)},
    }
