#include "xr/presence_file.h"

#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <stdexcept>
#include <string_view>

namespace threshold::xr {
namespace {

constexpr std::string_view kMagic = "threshold presence 1\n";

// One record's flags. Head and hands are written only when they differ from the tick before.
enum : std::uint8_t {
  kWorn = 1,
  kHeadTracked = 2,
  kHead = 4,
  kLeft = 8,
  kRight = 16,
  kBlows = 32,
  kWishes = 64,
  kGaze = 128,
};
enum : std::uint8_t { kTracked = 1, kJoints = 2 };

static_assert(std::endian::native == std::endian::little, "the format is written as the machine stores it");

struct Out {
  std::vector<std::uint8_t>& bytes;
  void byte(std::uint8_t v) { bytes.push_back(v); }
  void number(float v) {
    std::uint8_t raw[4];
    std::memcpy(raw, &v, 4);
    bytes.insert(bytes.end(), raw, raw + 4);
  }
  void vector(const glm::vec3& v) { number(v.x), number(v.y), number(v.z); }
  void pose(const Pose& p) {
    vector(p.position);
    number(p.orientation.w), number(p.orientation.x), number(p.orientation.y), number(p.orientation.z);
  }
  void hand(const HandPresence& h) {
    byte(static_cast<std::uint8_t>((h.tracked ? kTracked : 0) | (h.joints_tracked ? kJoints : 0)));
    pose(h.grip), pose(h.aim), vector(h.velocity_m_s), vector(h.angular_velocity_rad_s);
    number(h.trigger), number(h.squeeze);
    if (h.joints_tracked)
      for (const Pose& joint : h.joints) pose(joint);
  }
};

struct Damaged {};

struct In {
  const std::vector<std::uint8_t>& bytes;
  std::size_t& at;
  std::uint8_t byte() {
    if (at >= bytes.size()) throw Damaged{};
    return bytes[at++];
  }
  float number() {
    if (bytes.size() - at < 4) throw Damaged{};
    float v;
    std::memcpy(&v, bytes.data() + at, 4);
    at += 4;
    if (!std::isfinite(v)) throw Damaged{};
    return v;
  }
  glm::vec3 vector() {
    glm::vec3 v;
    v.x = number(), v.y = number(), v.z = number();
    return v;
  }
  Pose pose() {
    Pose p;
    p.position = vector();
    p.orientation.w = number(), p.orientation.x = number();
    p.orientation.y = number(), p.orientation.z = number();
    return p;
  }
  HandPresence hand() {
    HandPresence h;
    const std::uint8_t flags = byte();
    h.tracked = flags & kTracked;
    h.joints_tracked = flags & kJoints;
    h.grip = pose(), h.aim = pose(), h.velocity_m_s = vector(), h.angular_velocity_rad_s = vector();
    h.trigger = number(), h.squeeze = number();
    if (h.joints_tracked)
      for (Pose& joint : h.joints) joint = pose();
    return h;
  }
};

std::uint8_t pack(const Wishes& w) {
  return static_cast<std::uint8_t>(w.pause | w.skip << 1 | w.exit << 2 | w.recentre << 3 | w.captions << 4 |
                                   w.confirm << 5);
}

Wishes unpack_wishes(std::uint8_t bits) {
  return {(bits & 1) != 0, (bits & 2) != 0,  (bits & 4) != 0,
          (bits & 8) != 0, (bits & 16) != 0, (bits & 32) != 0};
}

// Joints that are not tracked carry no information; equal walks must give equal files.
HandPresence canonical(HandPresence h) {
  if (!h.joints_tracked) h.joints = {};
  return h;
}

Presence canonical(Presence p) {
  for (HandPresence& hand : p.hands) hand = canonical(hand);
  if (!p.by_gaze) p.gaze = {};
  return p;
}

}  // namespace

PresenceWriter::PresenceWriter(std::filesystem::path file) : file_(std::move(file)) {
  const std::filesystem::path part = file_.string() + ".part";
  part_ = std::fopen(part.c_str(), "wb");
  if (!part_)
    throw std::runtime_error(file_.string() + ": cannot be written (" + std::strerror(errno) +
                             "): choose another place with --record FILE");
  std::fwrite(kMagic.data(), 1, kMagic.size(), part_);
}

PresenceWriter::~PresenceWriter() {
  if (!part_) return;
  std::fclose(part_);
  std::error_code ignored;
  std::filesystem::remove(file_.string() + ".part", ignored);
}

void PresenceWriter::add(const Presence& presence) {
  const Presence now = canonical(presence);
  bytes_.clear();
  Out out{bytes_};
  const bool blows = now.key_blows != std::array<KeyBlow, 4>{};
  const bool wishes = now.wishes != Wishes{};
  std::uint8_t flags = 0;
  if (now.worn) flags |= kWorn;
  if (now.head_tracked) flags |= kHeadTracked;
  if (first_ || !(now.head == last_.head)) flags |= kHead;
  if (first_ || !(now.hands[left] == last_.hands[left])) flags |= kLeft;
  if (first_ || !(now.hands[right] == last_.hands[right])) flags |= kRight;
  if (blows) flags |= kBlows;
  if (wishes) flags |= kWishes;
  if (now.by_gaze) flags |= kGaze;
  out.byte(flags);
  if (flags & kHead) out.pose(now.head);
  if (flags & kLeft) out.hand(now.hands[left]);
  if (flags & kRight) out.hand(now.hands[right]);
  if (blows)
    for (const KeyBlow& blow : now.key_blows) out.byte(blow.slot), out.number(blow.speed_m_s);
  if (wishes) out.byte(pack(now.wishes));
  if (now.by_gaze) out.pose(now.gaze);
  if (std::fwrite(bytes_.data(), 1, bytes_.size(), part_) != bytes_.size())
    throw std::runtime_error(file_.string() + ": the disk refused the recording (" + std::strerror(errno) +
                             "): free some room and record again");
  last_ = now;
  first_ = false;
}

void PresenceWriter::finish() {
  if (!part_) return;
  const bool ok = std::fclose(part_) == 0;
  part_ = nullptr;
  std::error_code error;
  if (ok) std::filesystem::rename(file_.string() + ".part", file_, error);
  if (!ok || error)
    throw std::runtime_error(file_.string() +
                             ": the recording could not be completed: free some room and record again");
}

PresenceReader::PresenceReader(const std::filesystem::path& file) : name_(file.string()) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error))
    throw std::runtime_error(name_ + ": there is no such recording: make one with --record FILE");
  std::ifstream in(file, std::ios::binary);
  bytes_.assign(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) throw std::runtime_error(name_ + ": cannot be read: check the file's permissions");
  *this = PresenceReader(std::move(bytes_), name_);
}

PresenceReader::PresenceReader(std::vector<std::uint8_t> bytes, std::string name)
    : name_(std::move(name)), bytes_(std::move(bytes)), at_(kMagic.size()) {
  if (bytes_.size() < kMagic.size() || std::memcmp(bytes_.data(), kMagic.data(), kMagic.size()) != 0)
    throw std::runtime_error(name_ +
                             ": is not a recorded presence (first line must be \"threshold presence 1\"): "
                             "make one with --record FILE");
}

std::optional<Presence> PresenceReader::next() {
  if (at_ == bytes_.size()) return std::nullopt;
  try {
    In in{bytes_, at_};
    const std::uint8_t flags = in.byte();
    last_.worn = flags & kWorn;
    last_.head_tracked = flags & kHeadTracked;
    if (flags & kHead) last_.head = in.pose();
    if (flags & kLeft) last_.hands[left] = in.hand();
    if (flags & kRight) last_.hands[right] = in.hand();
    last_.key_blows = {};
    if (flags & kBlows)
      for (KeyBlow& blow : last_.key_blows) blow.slot = in.byte() % kKeySlots, blow.speed_m_s = in.number();
    last_.wishes = flags & kWishes ? unpack_wishes(in.byte()) : Wishes{};
    last_.by_gaze = flags & kGaze;
    last_.gaze = last_.by_gaze ? in.pose() : Pose{};
  } catch (const Damaged&) {
    throw std::runtime_error(
        name_ + ": damaged at tick " + std::to_string(tick_) + " (" +
        std::to_string(static_cast<double>(tick_) * kTickSamples / kSampleRateHz).substr(0, 6) +
        " s): record it again");
  }
  ++tick_;
  return last_;
}

}  // namespace threshold::xr
