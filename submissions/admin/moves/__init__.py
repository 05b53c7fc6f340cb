"""One page for each move that the desk makes; together with the clock's moves they are the whole table."""

from collections.abc import Mapping

from submissions.admin.moves import (
    aftercare,
    by_mail,
    claiming,
    conversing,
    dates,
    deciding,
    details,
    editing,
    proofing,
    publication,
)
from submissions.admin.moves.base import MoveView

VIEWS: tuple[type[MoveView], ...] = (
    claiming.ClaimView,
    claiming.AssignView,
    claiming.ReleaseView,
    editing.EditView,
    details.EditDetailsView,
    deciding.RequestChangesView,
    deciding.AcceptView,
    deciding.DeclineView,
    deciding.TakeBackView,
    dates.MoveDueView,
    deciding.ReopenView,
    conversing.WriteView,
    proofing.SendProofView,
    proofing.RecallProofView,
    proofing.WaiveProofView,
    publication.ScheduleView,
    dates.RescheduleView,
    publication.UnscheduleView,
    publication.PublishView,
    aftercare.CorrectView,
    aftercare.UpdateView,
    aftercare.HideView,
    aftercare.UnhideView,
    by_mail.ResubmitView,
    by_mail.WriteBackView,
    by_mail.WithdrawView,
    by_mail.ApproveProofView,
    by_mail.DisputeProofView,
    by_mail.AskTakedownView,
    by_mail.AskRenameView,
)
MOVES: Mapping[str, type[MoveView]] = {view.move: view for view in VIEWS}
