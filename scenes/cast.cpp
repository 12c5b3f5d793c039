// The people in one tick: where they are, what they do, whom they look at.
#include <algorithm>

#include <glm/common.hpp>

#include "scenes/steady_math.h"
#include "scenes/tick.h"

namespace threshold::scenes {
namespace {

constexpr double kCrossFade_s = 0.25;

xr::ClipTime clip_at(const ClipCue& cue, double beat_s) {
  xr::ClipTime time;
  time.clip = cue.clip;
  time.looping = cue.looping;
  const double since = std::max(0.0, beat_s - cue.at_s) * cue.rate + cue.phase_s;
  time.time_s = static_cast<float>(cue.looping ? since : std::min(since, cue.duration_s));
  return time;
}

// The clips of a beat are already a plain row (loading puts back the loop after what plays once).
void play_clips(const FigureCue& cue, double beat_s, xr::Figure& figure) {
  const auto after = std::upper_bound(cue.clips.begin(), cue.clips.end(), beat_s,
                                      [](double s, const ClipCue& clip) { return s < clip.at_s; });
  if (after == cue.clips.begin()) return;
  const auto now = after - 1;
  figure.to = clip_at(*now, beat_s);
  figure.blend = 1.0f;
  figure.from = figure.to;
  if (now == cue.clips.begin()) return;
  figure.from = clip_at(*(now - 1), beat_s);
  figure.blend = static_cast<float>(smooth_step((beat_s - now->at_s) / kCrossFade_s));
}

std::optional<glm::vec3> look_of(const FigureCue& cue, const Tick& tick) {
  const LookCue* look = nullptr;
  for (const LookCue& one : cue.looks) {
    if (one.at_s <= tick.beat_s) look = &one;
  }
  if (!look || look->free) return std::nullopt;
  return look->visitor ? tick.presence.head.position : position_of(look->where, tick);
}

}  // namespace

xr::Pose root_of(const FigureCue& figure, double beat_s) {
  const auto& way = figure.way;
  if (way.empty()) return {};
  std::size_t i = 0;
  while (i + 1 < way.size() && way[i + 1].at_s <= beat_s) ++i;
  if (i + 1 >= way.size() || beat_s <= way[i].at_s) return way[i].pose;
  const float u = static_cast<float>((beat_s - way[i].at_s) / (way[i + 1].at_s - way[i].at_s));
  return {glm::mix(way[i].pose.position, way[i + 1].pose.position, u), way[i].pose.orientation};
}

glm::vec3 position_of(const Where& where, const Tick& tick) {
  switch (where.kind) {
    case Where::Kind::head:
      return glm::vec3(0.0f);
    case Where::Kind::figure: {
      const auto& figure = tick.beat.figures[static_cast<std::size_t>(where.figure)];
      return root_of(figure, tick.beat_s).position + where.point;
    }
    case Where::Kind::point:
      break;
  }
  return where.point;
}

std::optional<glm::vec3> anchor_of(const std::optional<Where>& where, const Tick& tick) {
  if (!where || where->kind == Where::Kind::head) return std::nullopt;
  return position_of(*where, tick);
}

void show_cast(Tick& tick) {
  auto& figures = tick.moment.eyes.figures;
  for (std::size_t i = 0; i < tick.beat.figures.size(); ++i) {
    const FigureCue& cue = tick.beat.figures[i];
    if (tick.beat_s < cue.from_s || tick.beat_s > cue.until_s) continue;
    xr::Figure figure;
    figure.name = cue.name;
    figure.model = cue.model;
    figure.root = root_of(cue, tick.beat_s);
    play_clips(cue, tick.beat_s, figure);
    if (tick.beat.call && tick.beat.call->figure == static_cast<int>(i)) {
      if (const auto clips = call_clips(tick)) {
        figure.from = clips->from;
        figure.to = clips->to;
        figure.blend = clips->blend;
      }
    }
    figure.look_at = look_of(cue, tick);
    figures.push_back(std::move(figure));
  }
}

}  // namespace threshold::scenes
