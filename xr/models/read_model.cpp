// Any glTF file: materials and meshes as the model view wants them, nodes, skins and animations as all do.
#include "xr/models/read_materials.h"
#include "xr/models/read_meshes.h"

namespace threshold::xr {

ModelFile read_model_file(const std::filesystem::path& path) {
  GltfFile file(path, "Export or download this file again");
  ModelFile model;
  model.data.path = path.string();
  read_model_materials(file, model);
  const GltfNodes nodes = read_nodes(file, model.data);
  model.skins = read_skins(file, nodes, model.data);
  read_model_meshes(file, nodes, model);
  read_clips(file, nodes, model.data);
  return model;
}

}  // namespace threshold::xr
