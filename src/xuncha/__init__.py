"""Xuncha (巡察通): the information system of an inspection office."""
