#include "app/gallery_page.h"

#include <cstdio>
#include <fstream>
#include <stdexcept>

namespace threshold::app {
namespace {

std::string plain(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    safe += c == '<'   ? "&lt;"
            : c == '>' ? "&gt;"
            : c == '&' ? "&amp;"
            : c == '"' ? "&quot;"
                       : std::string(1, c);
  }
  return safe;
}

std::string row_of(const GalleryRow& row) {
  char figures[200];
  std::snprintf(figures, sizeof figures,
                "<td>%d</td><td>%lld</td><td>%.0f MB</td><td>%.1f ms</td><td>%.1f ms</td>", row.draws,
                static_cast<long long>(row.triangles), static_cast<double>(row.gpu_bytes) / 1e6,
                row.median_ms, row.least_ms);
  return "<tr><td><a href=\"#" + plain(row.name) + "\">" + plain(row.name) + "</a></td>" + figures +
         "</tr>\n";
}

std::string pictures_of(const GalleryRow& row) {
  std::string html = "<h2 id=\"" + plain(row.name) + "\">" + plain(row.name) + "</h2>\n<p>";
  for (const std::string& picture : row.pictures) {
    html += "<a href=\"" + plain(picture) + "\"><img src=\"" + plain(picture) + "\" alt=\"" + plain(picture) +
            "\" loading=\"lazy\"></a>\n";
  }
  if (!row.film.empty()) html += "<video src=\"" + plain(row.film) + "\" controls loop muted></video>\n";
  return html + "</p>\n";
}

}  // namespace

void write_gallery_page(const std::filesystem::path& file, const GalleryHead& head,
                        const std::vector<GalleryRow>& rows) {
  std::ofstream out(file);
  out << "<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\"><title>Threshold: places and "
         "people</title>\n"
         "<style>body{font:16px sans-serif;margin:2em;background:#1c1b1a;color:#eee}a{color:#e8b45a}"
         "table{border-collapse:collapse}td,th{padding:.2em "
         "1em;text-align:right}td:first-child,th:first-child"
         "{text-align:left}img,video{max-width:31%;margin:2px}</style>\n"
         "<h1>Places and people</h1>\n<p>Drawn at "
      << plain(head.size) << " on " << plain(head.device) << ". Times are of " << head.frames
      << " frames each; a place is timed with its people, a person alone. Memory is what the renderer "
         "holds.</p>\n";
  for (const bool people : {false, true}) {
    out << "<table><tr><th>" << (people ? "person" : "place")
        << "</th><th>draws</th><th>triangles</th><th>memory</th><th>median</th><th>least</th></tr>\n";
    for (const GalleryRow& row : rows) {
      if (row.person == people) out << row_of(row);
    }
    out << "</table>\n";
  }
  out << "<p>Contact sheets: <a href=\"places.png\">places</a>, <a href=\"people.png\">people</a>.</p>\n";
  for (const GalleryRow& row : rows) out << pictures_of(row);
  out << "</html>\n";
  out.close();
  if (!out) throw std::runtime_error(file.string() + ": cannot be written. Check the folder and free space.");
}

}  // namespace threshold::app
