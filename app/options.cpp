#include "app/options.h"

#include <stdexcept>

#include <CLI/CLI.hpp>

namespace threshold::app {

void add_common_options(CLI::App& command, CommonOptions& o) {
  command.add_option("--story", o.story,
                     "Folder of the story (default: the one that comes with the program)");
  command.add_option("--assets", o.assets, "Folder of places, people and sounds");
  command.add_option("--cut", o.cut, "Which cut of the story: walk (three minutes) or trailer");
  command.add_option("--beat", o.beat, "Begin with this beat, e.g. arrival");
  command.add_option("--from", o.from_s, "Begin so many seconds into the cut, or into --beat")
      ->check(CLI::NonNegativeNumber);
  command.add_option("--language", o.language, "Language of captions and cards: en, de");
  command.add_option("--captions", o.captions, "ears (what these ears still catch), full, all-signing, off")
      ->check(CLI::IsMember({"ears", "full", "all-signing", "off"}));
  command.add_option("--patience", o.longer, "Wait this many times longer for the visitor, 1 to 4")
      ->check(CLI::Range(1.0, 4.0));
  command.add_option("--presence", o.presence, "Replay a visitor recorded with --record");
  command.add_option("--record", o.record, "Record what the visitor does, to replay it exactly");
  command
      .add_option(
          "--spl", o.spl_at_rms_1_db,
          "Calibration: dB SPL at the ear of a digital RMS of 1 (live: what `threshold calibrate` kept)")
      ->check(CLI::Range(70.0, 130.0));
  command.add_flag("--no-loss", o.no_loss, "Hear the story without the hearing loss");
  command.add_flag("--stats", o.stats, "Print frame times, sound times, levels and faults at the end");
}

WalkOptions walk_options(const CommonOptions& o) {
  WalkOptions w;
  w.paths = find_paths(o.assets, o.story);
  w.director.cut = o.cut;
  w.director.beat = o.beat;
  w.director.from_s = o.from_s;
  w.director.language = o.language;
  w.director.patience = o.longer;
  if (o.captions == "full") w.director.captions = scenes::CaptionPolicy::full;
  if (o.captions == "all-signing") w.director.captions = scenes::CaptionPolicy::all_signing;
  if (o.captions == "off") w.director.captions = scenes::CaptionPolicy::off;
  w.replay = o.presence;
  w.record = o.record;
  w.spl_at_rms_1_db = o.spl_at_rms_1_db.value_or(w.spl_at_rms_1_db);
  w.hear_loss = !o.no_loss;
  return w;
}

}  // namespace threshold::app
