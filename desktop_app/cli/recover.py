"""`paraphe outbox recover`: opens outboxes that lost their key with the organisation's recovery key."""

from desktop_app.outbox.key_loss import recover as recover_outboxes

from .context import Context, read_file

_KEY_FILE_MAX_BYTES = 64 << 10


def recover(context: Context) -> int:
    """Carries over every outbox that was set aside and fits the private key."""
    key = read_file(context.options.private_key, _KEY_FILE_MAX_BYTES)
    with context.build() as parts:
        carried = recover_outboxes(parts.store, key, parts.now())
    context.console.document({"recovered": carried.carried, "known": carried.known, "lost": carried.lost})
    context.console.says(
        f"{carried.carried} recovered, {carried.known} were here already, {carried.lost} could not be read."
    )
    return 0
