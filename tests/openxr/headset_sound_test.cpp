// Which sound device is the headset's: as the runtime tells it, found among those of the machine.
#include "xr/openxr/headset_sound.h"

#include "tests/openxr/headset_fixture.h"

namespace threshold::xr {
namespace {

const std::vector<std::string> kDevices{"Speakers (Realtek(R) Audio)", "Headphones (Rift Audio)",
                                        "USB Audio {5F1A1C2E-0d3b-4c5d-8e9f-a0b1c2d3e4f5}"};
constexpr const char* kId = "{0.0.0.00000000}.{5f1a1c2e-0d3b-4c5d-8e9f-a0b1c2d3e4f5}";

TEST(SoundDevice, is_found_by_its_id_whatever_the_case_of_letters) {
  EXPECT_EQ(sound_device_of(kId, kDevices), kDevices[2]);
  EXPECT_EQ(sound_device_of("{0.0.0.00000000}.{00000000-0d3b-4c5d-8e9f-a0b1c2d3e4f5}", kDevices), "");
}

TEST(SoundDevice, is_found_by_its_name_and_before_names_that_hold_it) {
  EXPECT_EQ(sound_device_of("headphones (rift audio)", kDevices), kDevices[1]);
  EXPECT_EQ(sound_device_of("Rift Audio", kDevices), kDevices[1]);
  const std::vector<std::string> two{"WiVRn (monitor)", "WiVRn"};
  EXPECT_EQ(sound_device_of("WiVRn", two), "WiVRn");
}

TEST(SoundDevice, is_not_guessed_where_two_may_be_meant_or_nothing_is_told) {
  EXPECT_EQ(sound_device_of("Audio", kDevices), "");
  EXPECT_EQ(sound_device_of("", kDevices), "");
  EXPECT_EQ(sound_device_of(kId, {}), "");
}

TEST(SoundDevice, of_a_runtime_that_makes_one_bears_its_name) {
  EXPECT_EQ(made_sound_device("Monado 25.0.0", "WiVRn HMD"), "WiVRn");
  EXPECT_EQ(made_sound_device("SteamVR/OpenXR 2.5.1", "SteamVR/OpenXR : lighthouse"), "");
}

TEST(SoundDevice, is_one_sentence_for_doctor_however_it_stands) {
  EXPECT_EQ(sound_sentence(kId, kDevices), "the headset's own: " + kDevices[2]);
  EXPECT_NE(sound_sentence("{0}.{1}", kDevices).find("no device here is called"), std::string::npos);
  for (const std::string& sentence : {sound_sentence("", kDevices), sound_sentence("{0}.{1}", kDevices)})
    EXPECT_NE(sentence.find("--sound-device"), std::string::npos) << sentence;
}

TEST_F(HeadsetTest, tells_its_own_sound_device_where_the_runtime_does) {
  runtime.tell(std::string("sound_device ") + kId);
  connect();
  EXPECT_EQ(headset->status().sound_device, kId);
  runtime.tell("sound_device none");
  runtime.tell("kill");  // another connection, another answer
  until(Running::held);
  until(Running::running);
  EXPECT_EQ(headset->status().sound_device, "");
}

TEST_F(HeadsetTest, without_the_extension_no_sound_device_is_told) {
  runtime.tell(std::string("sound_device ") + kId);
  runtime.tell("extension XR_OCULUS_audio_device_guid off");
  connect();
  EXPECT_EQ(headset->status().sound_device, "");
}

}  // namespace
}  // namespace threshold::xr
