#include "engine/model_folder.h"

#include <string>
#include <system_error>

namespace hibari::engine {
namespace {

namespace fs = std::filesystem;

constexpr int kLevelsMax = 5;

bool is_folder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

}  // namespace

Result<fs::path> find_model(
    std::string_view name, const fs::path& program, const fs::path& models
) {
    const std::string whose = "the weights of the engine " + std::string(name);
    if (!models.empty()) {
        if (is_folder(models / name)) {
            return models / name;
        }
        return fail({
            .code = ErrorCode::kNotFound,
            .message = whose + " are not in '" + models.string() + "', which HIBARI_MODELS names",
            .hint = "it must have a folder '" + std::string(name) + "'",
        });
    }
    fs::path folder = program.parent_path();
    for (int level = 0; level <= kLevelsMax && !folder.empty(); ++level) {
        if (is_folder(folder / "models" / name)) {
            return folder / "models" / name;
        }
        folder = folder == folder.root_path() ? fs::path() : folder.parent_path();
    }
    return fail({
        .code = ErrorCode::kNotFound,
        .message = whose + " were not found beside its program or above it",
        .hint = "they belong into models/" + std::string(name) +
                "; HIBARI_MODELS names another folder than models",
    });
}

}  // namespace hibari::engine
