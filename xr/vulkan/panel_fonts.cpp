#include "xr/vulkan/panel_fonts.h"

#include "xr/vulkan/panel_text.h"

namespace threshold::xr {

std::vector<ScriptFont> script_fonts() {
  struct Sample {
    const char *script, *words, *package;
  };
  // A few words that use what the script needs beside its letters: marks, ligatures, punctuation.
  static constexpr Sample kSamples[] = {
      {"Latin", "Übergröße, ça ira, dźwięk, tiếng ồn", "fonts-inter"},
      {"Greek", "Καλημέρα, ἄνθρωποι", "fonts-noto-core"},
      {"Cyrillic", "Тишина, звук, їжак", "fonts-noto-core"},
      {"Hebrew", "שָׁלוֹם עולם", "fonts-noto-core"},
      {"Arabic", "لا صوتَ، پچگ", "fonts-noto-core"},
      {"Devanagari", "शांति, क्षण", "fonts-noto-core"},
      {"Thai", "ความเงียบ", "fonts-noto-core"},
      {"Japanese", "静かな夜、「ドラム」の音ー。", "fonts-morisawa-bizud-gothic"},
      {"Chinese", "安静的夜，鼓声；寂靜無聲。", "fonts-wqy-microhei"},
      {"Korean", "조용한 밤, 북소리", "fonts-wqy-microhei"}};
  std::vector<ScriptFont> found;
  for (const Sample& sample : kSamples) {
    Panel panel;
    panel.text = sample.words;
    found.push_back({sample.script, sample.package, draw_panel_text(panel, Arrow::none).boxes == 0});
  }
  return found;
}

}  // namespace threshold::xr
