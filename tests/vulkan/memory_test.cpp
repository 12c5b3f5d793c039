// Memory that reading a file takes at its height, as the system measures it of a process of its own: small
// files that ask for much, and large ones that are only large.
#include <malloc.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <numeric>

#include <zlib.h>

#include "tests/vulkan/raw_glb.h"
#include "tests/vulkan/studio.h"
#include "xr/models/model_file.h"

namespace threshold::xr::test {
namespace {

constexpr long kMost_kb = 512 << 10;

long resident_kb() {
  std::ifstream status("/proc/self/statm");
  long pages = 0, resident = 0;
  status >> pages >> resident;
  return resident * (::sysconf(_SC_PAGESIZE) >> 10);
}

struct Reading {
  bool accepted = false;
  long grown_kb = 0;
};

// Reads the file in a child: its memory then is nothing but what reading took.
template <class Read>
Reading reading(Read read) {
  ::malloc_trim(0);  // what earlier tests let go would be taken anew without growing
  const long before = resident_kb();
  const pid_t child = ::fork();
  if (child == 0) {
    try {
      read();
      ::_exit(0);
    } catch (const std::runtime_error&) {
      ::_exit(1);
    }
  }
  int status = 0;
  rusage used{};
  EXPECT_EQ(::wait4(child, &status, 0, &used), child);
  EXPECT_TRUE(WIFEXITED(status)) << "it did not end by itself";
  return {WEXITSTATUS(status) == 0, used.ru_maxrss - before};
}

class Memory : public Studio {
 protected:
  void SetUp() override {
    Studio::SetUp();
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    GTEST_SKIP() << "a sanitizer's own memory would be measured";
#endif
  }
  std::filesystem::path file() const {
    return assets_ / "x.glb";
  }
  Reading any() const {
    return reading([&] { read_model_file(file()); });
  }
  Reading ours() const {
    return reading([&] { read_gltf({.path = file(), .moves = {}}); });
  }
};

TEST_F(Memory, numbers_that_are_read_again_and_again_take_no_more_than_numbers_of_their_own) {
  const std::vector<float> numbers(3'000'000, 0.5f);
  long accepted_kb = 0, refused_kb = 0;
  int refused = 0;
  for (const int times : {2, 4, 40}) {
    RawGlb glb;
    const std::string p = std::to_string(glb.put(numbers, "VEC3"));
    std::string primitives, attributes = R"({"attributes":{"POSITION":)" + p;
    for (const char* name : {"NORMAL", "TEXCOORD_0", "TEXCOORD_1", "TANGENT", "COLOR_0"})
      attributes += ",\"" + std::string(name) + "\":" + p;
    for (int i = 0; i < times; ++i) primitives += (i > 0 ? "," : "") + attributes + "}}";
    glb.write(file(), R"("nodes":[{"mesh":0}],"meshes":[{"primitives":[)" + primitives + "]}]");
    for (const Reading& one : {any(), ours()}) {
      EXPECT_LT(one.grown_kb, kMost_kb) << times;
      refused += !one.accepted;
      long& most = one.accepted ? accepted_kb : refused_kb;
      most = std::max(most, one.grown_kb);
    }
  }
  EXPECT_GT(accepted_kb, 100 << 10) << "nothing was read, so nothing was measured";
  EXPECT_GT(refused, 0);
  EXPECT_LT(refused_kb, 100 << 10);
}

TEST_F(Memory, a_model_of_two_million_triangles_is_read) {
  constexpr std::uint32_t kSide = 1001;
  std::vector<float> positions, normals, uvs;
  std::vector<std::uint32_t> indices;
  for (std::uint32_t i = 0; i < kSide * kSide; ++i) {
    const float x = static_cast<float>(i % kSide), y = static_cast<float>(i / kSide);
    positions.insert(positions.end(), {x, y, 0.0f});
    normals.insert(normals.end(), {0.0f, 0.0f, 1.0f});
    uvs.insert(uvs.end(), {x, y});
    if (i % kSide + 1 == kSide || i / kSide + 1 == kSide) continue;
    indices.insert(indices.end(), {i, i + 1, i + kSide, i + kSide, i + 1, i + kSide + 1});
  }
  RawGlb glb;
  const std::string p = std::to_string(glb.put(positions, "VEC3")),
                    n = std::to_string(glb.put(normals, "VEC3")), u = std::to_string(glb.put(uvs, "VEC2")),
                    i = std::to_string(glb.put(indices, "SCALAR"));
  glb.write(file(), R"("nodes":[{"mesh":0}],"meshes":[{"primitives":[{"attributes":{"POSITION":)" + p +
                        R"(,"NORMAL":)" + n + R"(,"TEXCOORD_0":)" + u + R"(},"indices":)" + i + "}]}]");
  const Reading one = any();
  EXPECT_TRUE(one.accepted);
  EXPECT_LT(one.grown_kb, kMost_kb);
}

TEST_F(Memory, lists_of_nothing_are_not_made_into_gigabytes) {
  for (const char* list : {"materials", "cameras", "accessors", "textures"}) {
    std::string nothing = "{}";
    for (int i = 0; i < 500'000; ++i) nothing += ",{}";
    RawGlb().write(file(), "\"" + std::string(list) + "\":[" + nothing + "]");
    const Reading one = any();
    EXPECT_FALSE(one.accepted);
    EXPECT_LT(one.grown_kb, 64 << 10) << list;
  }
}

// So many MiB of zeros, packed: the second of two parts of a deflate stream, over and over.
std::vector<std::uint8_t> packed_zeros(int mib) {
  std::vector<std::uint8_t> zeros(1u << 20), first(1u << 16), again(1u << 16);
  z_stream stream{};
  deflateInit(&stream, 9);
  for (std::vector<std::uint8_t>* part : {&first, &again}) {
    stream.next_in = zeros.data();
    stream.avail_in = static_cast<unsigned>(zeros.size());
    stream.next_out = part->data();
    stream.avail_out = static_cast<unsigned>(part->size());
    EXPECT_EQ(deflate(&stream, Z_FULL_FLUSH), Z_OK);
    part->erase(part->end() - stream.avail_out, part->end());
  }
  deflateEnd(&stream);
  for (int i = 1; i < mib; ++i) first.insert(first.end(), again.begin(), again.end());
  return first;
}

TEST_F(Memory, an_image_that_unpacks_to_far_more_than_its_texels) {
  const std::vector<std::uint8_t> png = tiny_png_of(16, 16, packed_zeros(600));
  RawGlb glb;
  const std::string p = std::to_string(glb.put(std::vector<float>{0, 0, 0, 1, 0, 0, 0, 1, 0}, "VEC3"));
  glb.write(file(), R"("nodes":[{"mesh":0}],"meshes":[{"primitives":[{"attributes":{"POSITION":)" + p +
                        R"(}}]}],"images":[{"mimeType":"image/png","bufferView":)" +
                        std::to_string(glb.view_of(png.data(), png.size())) + "}]");
  EXPECT_LT(std::filesystem::file_size(file()), 1u << 20);
  const Reading one = any();
  EXPECT_FALSE(one.accepted);
  EXPECT_LT(one.grown_kb, 64 << 10);
}

}  // namespace
}  // namespace threshold::xr::test
