"""The editors' desk is Django's admin under our own site object."""

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    default_site = "aiss.admin_site.DeskSite"
