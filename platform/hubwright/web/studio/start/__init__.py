"""Setting a hub up: about twenty decisions in the administrator's words, its people, and opening it to referrals."""
