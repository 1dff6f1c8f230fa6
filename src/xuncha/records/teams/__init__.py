"""Teams, authorisation, recusal, waivers and objections."""
