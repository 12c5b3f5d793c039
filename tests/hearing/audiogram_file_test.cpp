// Audiogram files: what is read, and what is said about every way to get one wrong.
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "audio/hearing/audiogram_file.h"
#include "audio/hearing/gain_law.h"

namespace threshold::audio::hearing {
namespace {

const char* const kWhole =
    R"({"spl_at_0dbfs_rms": 110, "reference": "free-field", "frequencies": [500, 1000, 4000],
  "left": [10, 20, 60], "right": [-10, 0, 120], "conductive_db": [0, 15], "tinnitus_db_sl": 8,
  "keyframes": [{"t": 0, "left": [0, 0, 0], "right": [0, 0, 0]},
                {"t": 2, "left": [0, 40, 0], "right": [0, 0, 0], "smear": 0.5, "implant_mix": [0, 1]}]})";

std::string complaint(const std::string& json) {
  try {
    parse_audiogram(json, "a.json");
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return "";
}

bool schema_accepts(const std::string& text) {
  std::ifstream file(std::string(THRESHOLD_SOURCE_DIR) + "/audio/hearing/audiogram.schema.json");
  const nlohmann::json schema_json = nlohmann::json::parse(file), json = nlohmann::json::parse(text);
  valijson::Schema schema;
  valijson::SchemaParser parser;
  parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schema_json), schema);
  valijson::Validator validator;
  return validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(json), nullptr);
}

TEST(AudiogramFile, is_read_whole) {
  const Audiogram a = parse_audiogram(kWhole, "a.json");
  EXPECT_EQ(a.spl_at_rms_1_db, 110.0);
  EXPECT_EQ(a.reference, Reference::kFreeField);
  ASSERT_EQ(a.keyframes.size(), 2u);
  EXPECT_EQ(a.keyframes[1].ears[1].implant_mix, 1.0);
  EXPECT_EQ(a.keyframes[0].ears[1].conductive_db, 15.0);  // what the whole says holds for its keyframes
  EXPECT_EQ(a.keyframes[1].ears[0].tinnitus_db_sl, 8.0);
}

TEST(AudiogramFile, keyframes_move_and_hold) {
  const AudiogramTrack track(parse_audiogram(kWhole, "a.json"));
  EXPECT_TRUE(track.moves());
  const auto left_at_1_khz = [&](double t) {
    const DetailedState state = track.at(t);
    int j = 0;
    while (curve_hz(j) < 1000.0) ++j;
    return state.ears[0].loss_db_hl[j];
  };
  EXPECT_NEAR(left_at_1_khz(1.0), 20.0, 0.5);
  EXPECT_NEAR(left_at_1_khz(5.0), 40.0, 0.5);
  EXPECT_EQ(track.at(1.0).ears[1].state.implant_mix, 0.5f);
}

TEST(AudiogramFile, outer_hair_cells_take_the_recruiting_part) {
  const AudiogramTrack track(parse_audiogram(
      R"({"split": "outer-hair-cells", "frequencies": [1000], "left": [80], "right": [40]})", "a.json"));
  EXPECT_NEAR(track.at(0.0).ears[0].passive_db[50], 25.0f, 1e-4f);
  EXPECT_NEAR(track.at(0.0).ears[1].passive_db[50], 8.0f, 1e-4f);
}

TEST(AudiogramFile, every_mistake_has_its_sentence) {
  EXPECT_NE(complaint("").find("empty"), std::string::npos);
  EXPECT_NE(complaint("  \n").find("empty"), std::string::npos);
  EXPECT_NE(complaint("{").find("not valid JSON"), std::string::npos);
  EXPECT_NE(complaint("[]").find("one object"), std::string::npos);
  EXPECT_NE(complaint(R"({"left": [1], "right": [1]})").find("no \"frequencies\""), std::string::npos);
  EXPECT_NE(complaint(R"({"frequencies": [1000, 500], "left": [1, 1], "right": [1, 1]})").find("must rise"),
            std::string::npos);
  EXPECT_NE(complaint(R"({"frequencies": [500, 1000], "left": [1], "right": [1, 1]})")
                .find("one level a frequency"),
            std::string::npos);
  EXPECT_NE(complaint(R"({"frequencies": [500], "left": [121], "right": [1]})").find("-10"),
            std::string::npos);
  EXPECT_NE(complaint(R"({"frequencies": [500], "left": [-11], "right": [1]})").find("-10"),
            std::string::npos);
  EXPECT_NE(complaint(R"({"frequencies": [500], "left": [NaN], "right": [1]})").find("NaN"),
            std::string::npos);
  EXPECT_NE(complaint(R"({"frequencies": [500], "left": [1e999], "right": [1]})"), "");
  EXPECT_NE(complaint(R"({"frequencies": [500], "left": ["x"], "right": [1]})").find("number"),
            std::string::npos);
  EXPECT_NE(
      complaint(
          R"({"frequencies": [500], "left": [1], "right": [1], "keyframes": [{"t": 1, "left": [1], "right": [1]},
                          {"t": 1, "left": [1], "right": [1]}]})")
          .find("later"),
      std::string::npos);
  EXPECT_EQ(complaint(kWhole), "");
}

TEST(AudiogramFile, a_complaint_names_the_file_and_the_place) {
  const std::string said = complaint(R"({"frequencies": [500, 1000], "left": [1, 130], "right": [1, 1]})");
  EXPECT_EQ(said.rfind("a.json: ", 0), 0u) << said;
  EXPECT_NE(said.find("\"left\"[1]"), std::string::npos) << said;
}

TEST(AudiogramFile, the_schema_agrees_with_the_reader) {
  EXPECT_TRUE(schema_accepts(kWhole));
  for (const char* wrong :
       {R"({"left": [1], "right": [1]})", R"({"frequencies": [500], "left": [121], "right": [1]})",
        R"({"frequencies": [500], "left": [1], "right": [1], "reference": "moon"})",
        R"({"frequencies": [], "left": [1], "right": [1]})",
        R"({"frequencies": [500], "left": [1], "right": [1], "keyframes": [{"left": [1], "right": [1]}]})"}) {
    EXPECT_FALSE(schema_accepts(wrong)) << wrong;
    EXPECT_NE(complaint(wrong), "") << wrong;
  }
}

}  // namespace
}  // namespace threshold::audio::hearing
