"""Whether an e-mail address has the form of one; asks no DNS, so that it works offline."""

from desktop_app.domain.form import Form


def email_problem(value: str) -> str | None:
    """`email_invalid`, or None; '' is fine, since the e-mail is optional."""
    if not value:
        return None
    import email_validator  # noqa: PLC0415 - 40 ms that the first paint does without

    try:
        email_validator.validate_email(value, check_deliverability=False)
    except email_validator.EmailNotValidError:
        return "email_invalid"
    return None


def warm_up() -> None:
    """Loads the rule, in a thread that may wait."""
    email_problem("name@example.org")


def form_problems(form: Form) -> dict[str, str]:
    """The e-mail's problem as `domain` names those of the other fields."""
    problem = email_problem(form.email)
    return {"email": problem} if problem else {}
