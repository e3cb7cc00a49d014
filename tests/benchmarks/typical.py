"""The signature that figures are measured with where its lines do not matter."""

JPEG_BYTES = 21_600  # the median in ink_rates.md
