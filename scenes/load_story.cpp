#include "scenes/load_story.h"

#include <algorithm>
#include <stdexcept>

#include "scenes/loading.h"
#include "scenes/schema.h"

namespace threshold::scenes {
namespace {

namespace fs = std::filesystem;

struct Loader {
  fs::path folder, assets;
  Reading& reading;
  Catalogue catalogue;
  Story story;
  bool complete = true;  // every place and beat could be read

  Desk desk(const fs::path& file) { return {file.string(), catalogue, reading.complaints}; }
  std::optional<Node> toml(const fs::path& file, std::string_view schema);
  std::optional<Node> json(const fs::path& file, std::string_view schema);
  void read_places(const std::vector<std::string>& ids);
  void read_beats(const Node& document);
  void read_cuts(const Node& document, const Desk& at);
  void read_languages(const Node& document);
  void check_texts();
  bool run();
};

std::optional<Node> Loader::toml(const fs::path& file, std::string_view schema) {
  reading.files.push_back(file);
  auto node = read_toml(file, reading.complaints);
  if (node && !check_schema(*node, schema, file.string(), reading.complaints)) node.reset();
  return node;
}

std::optional<Node> Loader::json(const fs::path& file, std::string_view schema) {
  reading.files.push_back(file);
  auto node = read_json(file, reading.complaints);
  if (node && !check_schema(*node, schema, file.string(), reading.complaints)) node.reset();
  return node;
}

void Loader::read_places(const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    const fs::path own = folder / "places" / (id + ".toml");
    const fs::path built = assets / "places" / id / "place.json";
    const auto built_node = json(built, schemas::place_asset);
    const auto own_node = toml(own, schemas::place);
    Place place;
    if (built_node) place = read_place_asset(*built_node, desk(built));
    place.id = id;
    if (own_node) read_place_story(*own_node, desk(own), place);
    story.places.push_back(std::move(place));
  }
}

void Loader::read_beats(const Node& document) {
  for (const Node& id : document.list_at("beats")) {
    const fs::path file = folder / "beats" / (id.text + ".toml");
    if (std::error_code error; !fs::exists(file, error)) {
      desk(folder / "story.toml")
          .complain(id, "beat '" + id.text + "' has no file beats/" + id.text + ".toml",
                    "write it, or mend the name");
      complete = false;
      continue;
    }
    const auto node = toml(file, schemas::beat);
    complete = complete && node.has_value();
    Beat beat;
    beat.id = id.text;
    beat.duration_s = 1.0;
    if (node && !story.places.empty()) {
      beat = read_beat(*node, desk(file), story);
      if (beat.id != id.text) {
        desk(file).complain(*node->find("id"),
                            "calls itself '" + beat.id + "' but its file is '" + id.text + ".toml'",
                            "make both the same");
        beat.id = id.text;
      }
    }
    story.beats.push_back(std::move(beat));
  }
}

void Loader::read_cuts(const Node& document, const Desk& at) {
  for (const Node& entry : document.list_at("cuts")) {
    Cut cut;
    cut.id = entry.text_at("id");
    if (const Node* closing = entry.find("closing")) {
      cut.closing_key = closing->text_at("text");
      cut.closing_s = closing->number_at("for_s", 12.0);
    }
    for (const Node& node : entry.list_at("parts")) {
      const auto beat = story.beat_index(node.text_at("beat"));
      if (!beat) {
        at.complain(*node.find("beat"),
                    "cut '" + cut.id + "' names an unknown beat '" + node.text_at("beat") + "'",
                    "use one of: " + one_of(document.texts_at("beats")));
        continue;
      }
      const double whole = story.beats[static_cast<std::size_t>(*beat)].duration_s;
      CutPart part{*beat, node.number_at("from_s", 0.0), node.number_at("to_s", whole)};
      if (part.from_s >= part.to_s || part.to_s > whole + 1e-9) {
        at.complain(
            node,
            "cut '" + cut.id + "' asks for a piece that beat '" + node.text_at("beat") + "' does not have",
            "keep from_s < to_s <= " + std::to_string(static_cast<int>(whole)));
        continue;
      }
      cut.parts.push_back(part);
    }
    const double length = entry.number_at("length_s", 0.0);
    if (length > 0.0 && std::abs(length - cut.length_s()) > 1e-6) {
      at.complain(*entry.find("length_s"),
                  "cut '" + cut.id + "' should last " + std::to_string(length) +
                      " s but its parts add up to " + std::to_string(cut.length_s()) + " s",
                  "change its parts or length_s");
    }
    if (!cut.parts.empty()) story.cuts.push_back(std::move(cut));
  }
  if (story.cuts.empty()) at.complain(document, "has no cut that can be played", "add a [[cuts]] with parts");
}

void Loader::read_languages(const Node& document) {
  for (const std::string& code : document.texts_at("languages")) {
    Language language{code, {}, {}};
    if (const auto texts = toml(folder / "texts" / (code + ".toml"), schemas::texts)) {
      for (const auto& [key, value] : texts->fields) language.texts[key] = value.text;
    }
    const fs::path captions = folder / "captions" / (code + ".vtt");
    reading.files.push_back(captions);
    read_captions(captions, story, language, reading.complaints);
    story.languages.push_back(std::move(language));
  }
}

// Every text that a beat asks for is there in every language.
void Loader::check_texts() {
  for (const Language& language : story.languages) {
    const std::string file = (folder / "texts" / (language.code + ".toml")).string();
    const auto need = [&](const std::string& key, const std::string& who) {
      if (key.empty() || language.texts.count(key) > 0) return;
      reading.complaints.push_back(
          {file, 1, 1, "lacks the text '" + key + "' that " + who + " shows", "add it"});
    };
    for (const char* key : {"voice", "sound", "music", "signing", "in_asl", "paused", "captions_follow",
                            "captions_full", "captions_signing", "captions_off", "gaze_hint", "gaze_pause",
                            "gaze_go_on", "gaze_next", "gaze_captions", "gaze_centre", "gaze_leave"}) {
      need(key, "the program");
    }
    for (const Cut& cut : story.cuts) need(cut.closing_key, "cut '" + cut.id + "'");
    for (const Beat& beat : story.beats) {
      for (const CardCue& card : beat.cards) need(card.text_key, "beat '" + beat.id + "'");
      for (const CaptionCue& caption : beat.captions) need(caption.speaker_key, "beat '" + beat.id + "'");
      for (const HintCue& hint : beat.hints) {
        for (const char* way : {"_keys", "_sticks", "_hands", "_gaze"})
          need(hint.text_key + way, "beat '" + beat.id + "'");
      }
    }
  }
}

bool Loader::run() {
  catalogue = read_catalogue(assets, reading.complaints, reading.files);
  const fs::path story_file = folder / "story.toml", hearing_file = folder / "hearing.toml";
  const auto document = toml(story_file, schemas::story);
  if (const auto hearing = toml(hearing_file, schemas::hearing)) {
    story.hearing_states = read_hearing_states(*hearing, desk(hearing_file));
  }
  if (!document) return false;
  story.title = document->text_at("title");
  story.folder = folder;
  story.sounds = catalogue.sounds;
  if (document->list_at("places").size() > audio::kRooms) {
    desk(story_file)
        .complain(*document->find("places"), "names more places than the sound engine has rooms",
                  "keep them to " + std::to_string(audio::kRooms));
    return false;
  }
  read_places(document->texts_at("places"));
  read_beats(*document);
  if (!complete) return false;  // what rests on a broken file would only be complained of again
  read_cuts(*document, desk(story_file));
  if (story.cuts.empty()) return false;
  read_languages(*document);
  check_texts();
  return std::none_of(reading.complaints.begin(), reading.complaints.end(),
                      [](const Complaint& c) { return c.fatal; });
}

}  // namespace

Reading read_story(const std::filesystem::path& story_dir, const std::filesystem::path& assets_dir) {
  Reading reading;
  Loader loader{story_dir, assets_dir, reading, {}, {}};
  if (loader.run()) reading.story = std::make_shared<const Story>(std::move(loader.story));
  return reading;
}

std::shared_ptr<const Story> load_story(const std::filesystem::path& story_dir,
                                        const std::filesystem::path& assets_dir) {
  Reading reading = read_story(story_dir, assets_dir);
  if (reading.story) return reading.story;
  std::string message;
  int fatal = 0;
  for (const Complaint& complaint : reading.complaints) {
    if (!complaint.fatal) continue;
    if (fatal++ == 0) message = sentence(complaint);
  }
  if (fatal > 1) message += " (" + std::to_string(fatal - 1) + " more: run 'threshold check')";
  throw std::runtime_error(message);
}

}  // namespace threshold::scenes
