#include "xr/openxr/headset_sound.h"

#include <algorithm>
#include <cctype>
#include <vector>

#include "xr/openxr/instance.h"
#include "xr/openxr/newer_extensions.h"

namespace threshold::xr {
namespace {

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

void append_utf8(std::string* out, std::uint32_t code) {
  const auto put = [&](std::uint32_t byte) { out->push_back(static_cast<char>(byte)); };
  if (code < 0x80) return put(code);
  if (code < 0x800) return put(0xc0 | code >> 6), put(0x80 | (code & 0x3f));
  if (code < 0x10000)
    return put(0xe0 | code >> 12), put(0x80 | (code >> 6 & 0x3f)), put(0x80 | (code & 0x3f));
  put(0xf0 | (code >> 18 & 0x07)), put(0x80 | (code >> 12 & 0x3f));
  put(0x80 | (code >> 6 & 0x3f)), put(0x80 | (code & 0x3f));
}

// wchar_t is UTF-16 on Windows, UTF-32 elsewhere.
std::string utf8(std::span<const wchar_t> wide) {
  std::string out;
  for (std::size_t i = 0; i < wide.size() && wide[i] != L'\0'; ++i) {
    auto code = static_cast<std::uint32_t>(wide[i]);
    if (code >= 0xd800 && code < 0xdc00 && i + 1 < wide.size())
      code = 0x10000 + ((code - 0xd800) << 10) + (static_cast<std::uint32_t>(wide[++i]) - 0xdc00);
    append_utf8(&out, code);
  }
  return out;
}

// "{0.0.0.00000000}.{5f1a...}" -> "{5f1a...}"; as it is where there are no braces.
std::string guid_of(const std::string& id) {
  const auto begin = id.rfind('{');
  return begin == std::string::npos || id.find('}', begin) == std::string::npos ? id : id.substr(begin);
}

}  // namespace

std::string made_sound_device(const std::string& runtime, const std::string& system) {
  constexpr const char* kWivrn = "WiVRn";  // makes an output of its own name while a headset is connected
  return (runtime + system).find(kWivrn) != std::string::npos ? kWivrn : "";
}

std::string told_sound_device(const Instance& instance) {
  if (instance.has(XR_OCULUS_AUDIO_DEVICE_GUID_EXTENSION_NAME)) {
    const auto get =
        instance.function<PFN_xrGetAudioOutputDeviceGuidOculus>("xrGetAudioOutputDeviceGuidOculus");
    wchar_t id[XR_MAX_AUDIO_DEVICE_STR_SIZE_OCULUS] = L"";
    if (get != nullptr && XR_SUCCEEDED(get(instance.get(), id))) return utf8(id);
  }
  return made_sound_device(instance.runtime_name(), instance.system_name());
}

std::string sound_device_of(const std::string& told, std::span<const std::string> devices) {
  if (told.empty()) return {};
  const std::string whole = lower(told), guid = lower(guid_of(told));
  const auto only = [&](auto meant) {
    const auto found = std::find_if(devices.begin(), devices.end(), meant);
    if (found == devices.end() || std::any_of(std::next(found), devices.end(), meant)) return std::string();
    return *found;
  };
  const std::string named = only([&](const std::string& device) { return lower(device) == whole; });
  return named.empty()
             ? only([&](const std::string& device) { return lower(device).find(guid) != std::string::npos; })
             : named;
}

std::string sound_sentence(const std::string& told, std::span<const std::string> devices) {
  if (told.empty())
    return "the runtime does not tell which device is the headset's: the system's default plays, or the one "
           "that --sound-device names";
  const std::string device = sound_device_of(told, devices);
  if (!device.empty()) return "the headset's own: " + device;
  return "the runtime tells " + told +
         ", which no device here is called: the system's default plays, or the "
         "one that --sound-device names";
}

}  // namespace threshold::xr
