"""`paraphe provision`: sets a machine up from one TOML file, all or nothing."""

from pathlib import Path

from desktop_app.config.organisation import runs_as_service
from desktop_app.config.provisioning import STANDARD_INPUT, apply, check_erasable, erase, read_provision
from desktop_app.domain.errors import InvalidInput

from .context import Context, read_text_file
from .resuming import resume

_FILE_MAX_BYTES = 1 << 20


def provision(context: Context) -> int:
    """Validates, applies, and erases the file unless it is to be kept.

    Raises InvalidInput `provision_as_service` first of all: a management agent runs its scripts as SYSTEM.
    """
    if runs_as_service(context.machine.account_sid):
        raise InvalidInput("provision_as_service")
    name = context.options.file
    if name == "-":
        text, file = context.console.read_text(), None
    else:
        text, file = read_text_file(name, _FILE_MAX_BYTES), Path(name).expanduser()
    wanted = read_provision(text, str(file or STANDARD_INPUT))
    erasing = file is not None and not context.options.keep
    if erasing and file is not None:
        check_erasable(file)
    apply(wanted, context.paths, context.configuration, context.vault)
    if erasing and file is not None:
        erase(file)
    resume(context)
    context.console.document(
        {"settings": sorted(wanted.settings), "account_token": wanted.account is not None, "erased": erasing}
    )
    context.console.says(f"{len(wanted.settings)} settings applied.")
    if wanted.account is not None:
        context.console.says("The account token is in the credential store.")
    return 0
