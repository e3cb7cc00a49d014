"""A new account token or a changed setting lifts a pause, from whichever process it comes."""

from desktop_app.domain.errors import ParapheError

from .context import Context


def resume(context: Context) -> None:
    """Lifts a pause of this profile's outbox. What was set stays set, also where the outbox cannot be opened now."""
    if not context.paths.outbox_file.exists():
        return
    context.__dict__.pop("configuration", None)  # what was changed is read again
    try:
        with context.build() as parts:
            parts.desk.resume()
    except ParapheError as error:
        context.console.warns(error.code, **error.facts)
