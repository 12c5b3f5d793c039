#include "scenes/complaint.h"

namespace threshold::scenes {

std::string sentence(const Complaint& complaint) {
  std::string text = complaint.file;
  if (complaint.line > 0)
    text += ":" + std::to_string(complaint.line) + ":" + std::to_string(complaint.column);
  if (!text.empty()) text += ": ";
  text += complaint.what;
  if (!complaint.to_do.empty()) text += "; " + complaint.to_do;
  text += ".";
  for (char& c : text) {
    if (c == '\n' || c == '\r') c = ' ';
  }
  return text;
}

}  // namespace threshold::scenes
