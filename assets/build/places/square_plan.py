"""Where things of the square stand that its parts share."""


FOUNTAIN = (-3.2, -10.5)


CHURCH = (7.5, -26.0, -14.0)


LAMPS = [(-6.5, -5.2), (5.6, -8.5), (-9.5, -16.5), (2.2, -19.0), (6.8, 1.5), (-6.5, 3.0)]
