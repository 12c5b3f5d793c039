#include "scenes/webvtt.h"

#include <gtest/gtest.h>

namespace threshold::scenes {
namespace {

std::vector<Complaint> complaints_of(const std::string& text) {
  std::vector<Complaint> complaints;
  parse_webvtt(text, "x.vtt", complaints);
  return complaints;
}

TEST(webvtt, reads_cues_speakers_and_lines) {
  std::vector<Complaint> complaints;
  const auto cues = parse_webvtt(
      "\xef\xbb\xbfWEBVTT - a title\r\n\r\nNOTE\r\nnothing\r\n\r\na.b\r\n00:01.500 --> 00:02.250 line:80%\r\n"
      "<v Nell>Hey &amp; <i>you</i>\r\nthere\r\n\r\n01:00:00.000 --> 01:00:01.000\r\nlate\r\n",
      "x.vtt", complaints);
  ASSERT_TRUE(complaints.empty());
  ASSERT_EQ(cues.size(), 2u);
  EXPECT_EQ(cues[0].id, "a.b");
  EXPECT_EQ(cues[0].speaker, "Nell");
  EXPECT_EQ(cues[0].text, "Hey & you\nthere");
  EXPECT_DOUBLE_EQ(cues[0].from_s, 1.5);
  EXPECT_DOUBLE_EQ(cues[0].to_s, 2.25);
  EXPECT_EQ(cues[0].line, 7);
  EXPECT_EQ(cues[1].id, "");
  EXPECT_DOUBLE_EQ(cues[1].from_s, 3600.0);
}

TEST(webvtt, a_bad_time_is_named_by_line) {
  for (const char* bad : {"00:61.000", "1:02.000", "00:01,500", "00:01.5", "abc", ""}) {
    const auto complaints = complaints_of(std::string("WEBVTT\n\na\n") + bad + " --> 00:09.000\nhello\n");
    ASSERT_EQ(complaints.size(), 1u) << bad;
    EXPECT_EQ(complaints[0].line, 4);
    EXPECT_NE(complaints[0].what.find("bad time"), std::string::npos) << complaints[0].what;
  }
}

TEST(webvtt, what_is_no_caption_file_is_refused) {
  EXPECT_NE(complaints_of("WEBVTTX\n").at(0).what.find("WEBVTT"), std::string::npos);
  EXPECT_NE(complaints_of("").at(0).what.find("WEBVTT"), std::string::npos);
  EXPECT_NE(complaints_of("WEBVTT\n\na\n00:02.000 --> 00:01.000\nx\n").at(0).what.find("ends before"),
            std::string::npos);
  EXPECT_NE(complaints_of("WEBVTT\n\nlonely\n").at(0).what.find("no time"), std::string::npos);
  EXPECT_NE(complaints_of("WEBVTT\n\na\n00:01.000 --> 00:02.000\n\n").at(0).what.find("says nothing"),
            std::string::npos);
  EXPECT_NE(complaints_of("WEBVTT\n\na\n00:01.000 --> 00:02.000\n\xff\xfe\n").at(0).what.find("UTF-8"),
            std::string::npos);
}

TEST(webvtt, characters_are_code_points) {
  EXPECT_EQ(characters("Küche"), 5);
  EXPECT_EQ(characters(""), 0);
}

}  // namespace
}  // namespace threshold::scenes
