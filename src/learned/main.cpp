// hibari-torch: the engines that need libtorch, in a program of their own, which hibari starts when
// it needs one (engine/process/process_engine.h).

#include "engine/learned/mini_engine.h"
#include "engine/model_folder.h"
#include "engine/process/engine_host.h"

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <system_error>
#include <unistd.h>

namespace {

constexpr const char* kThisProgram = "/proc/self/exe";

/// OpenMP reads its settings before main() and spins where it should sleep: beside other programs
/// that work, one step then took 45 s in place of 1 s. Whoever started this without saying how
/// threads shall wait gets it started again.
void let_threads_sleep(char** arguments) {
    if (std::getenv("OMP_WAIT_POLICY") != nullptr && std::getenv("GOMP_SPINCOUNT") != nullptr) {
        return;
    }
    ::setenv("OMP_WAIT_POLICY", "passive", 0);
    ::setenv("GOMP_SPINCOUNT", "0", 0);
    ::execv(kThisProgram, arguments);
}

hibari::Result<std::unique_ptr<hibari::engine::Generator>> make_mini() {
    std::error_code ignored;
    const char* models = std::getenv("HIBARI_MODELS");
    const auto folder = HIBARI_TRY(hibari::engine::find_model(
        "mini",
        std::filesystem::read_symlink(kThisProgram, ignored),
        models != nullptr ? models : ""
    ));
    return hibari::engine::make_mini_engine(folder);
}

}  // namespace

int main(int /*count*/, char** arguments) {
    let_threads_sleep(arguments);
    return hibari::engine::host_engine({.make = make_mini});
}
