"""Every limit that more than one part must agree on, with where it comes from."""

NAME_MAX = 250  # code points; the contract's maxLength of firstName, lastName and email
EMAIL_MAX = 250
COMMENT_MAX = 2_500  # code points; the contract's maxLength of both comments
JPEG_MIME = "image/jpeg"
ANSWER_MAX_BYTES = 1 << 20  # an answer above this is cut off and counts as lost
REQUEST_TIMEOUT_S = 120.0  # for a whole request, so that a trickled answer ends
RETRY_AFTER_MAX_S = 3_600.0
URL_MARGIN_S = 30.0  # a URL of before that will die within this is not started on; a new one is tried
MAX_UNUSABLE_URLS = 3  # repeats of a PATCH that was answered without a usable URL
MAX_URL_RENEWALS = 3  # new URLs for one sign-off after its URL died
BACKOFF_BASE_S = 2.0
BACKOFF_CAP_S = 900.0
IMAGE_SIDE_MAX_PX = 20_000 - 1  # an imported picture with a longer side is refused before decoding
SERVER_WORDS_MAX = 500  # code points of a server's message that are kept
