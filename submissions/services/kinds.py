"""A kind of piece that the desk begins to take."""

from django.db import transaction

from submissions.models import ChecklistItem, Kind


def add(kind: Kind) -> Kind:
    """Store a new kind with a checklist to begin with: the lines in use of the first kind that has any."""
    with transaction.atomic():
        kind.save()
        pattern = Kind.objects.filter(checklist__is_in_use=True).exclude(pk=kind.pk).order_by("position", "pk").first()
        lines = pattern.checklist.filter(is_in_use=True) if pattern else []
        ChecklistItem.objects.bulk_create(
            ChecklistItem(
                kind=kind,
                position=line.position,
                text_en=line.text_en,
                text_fa=line.text_fa,
                text_ps=line.text_ps,
                check_by=line.check_by,
                is_required=line.is_required,
            )
            for line in lines
        )
    return kind
