"""Fields that take any of the site's languages, each written in its own direction."""

from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import models

IN_ANY_DIRECTION = {
    models.CharField: {"widget": AdminTextInputWidget({"dir": "auto"})},
    models.TextField: {"widget": AdminTextareaWidget({"dir": "auto", "rows": 3})},
}
