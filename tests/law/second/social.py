"""What the opinions on social insurance share."""

from datetime import date

ACT = date(2011, 7, 1)  # the Social Insurance Law
