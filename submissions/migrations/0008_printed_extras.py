from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("submissions", "0007_waiting")]

    operations = [
        migrations.AddField(
            model_name="submission",
            name="printed_extras",
            field=models.JSONField(
                blank=True,
                default=dict,
                editable=False,
                help_text="Topics, picture, original and translators, as the next proof prints them.",
            ),
        ),
    ]
