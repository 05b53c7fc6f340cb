from aiss.accounts.models.code import SignInCode
from aiss.accounts.models.limit import LimitCounter
from aiss.accounts.models.link import Invitation, PasswordReset
from aiss.accounts.models.role import Role
from aiss.accounts.models.user import User

__all__ = ["Invitation", "LimitCounter", "PasswordReset", "Role", "SignInCode", "User"]
