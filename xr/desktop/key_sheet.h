// The card of keys (F1): mouse, keys as they are now, gamepad. Pure.
#pragma once

#include "xr/desktop/keys.h"
#include "xr/say/sheet.h"
#include "xr/say/texts.h"

namespace threshold::xr {

// `pad_first`: the gamepad was used last.
Sheet key_sheet(const Keys& keys, const Texts& texts, bool pad_first);

}  // namespace threshold::xr
