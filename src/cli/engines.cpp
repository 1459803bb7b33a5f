#include "cli/engines.h"

#include "engine/mini_facts.h"
#include "engine/null_engine.h"
#include "engine/process/process_engine.h"
#include "engine/remote_engine.h"
#include "engine/world/world_engine.h"

#include <filesystem>
#include <system_error>

namespace hibari::cli {
namespace {

/// The program of the learned engines, which lies beside this one.
engine::ProgramOptions torch_program() {
    std::error_code ignored;
    const auto folder = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
    return {
        .program = folder / "hibari-torch",
        .hint_when_missing =
            "./hibari with --engine mini builds it; by hand: scripts/setup torch, "
            "then build again",
        // Threads that spin while they wait take the processors from those that work.
        .environment = {"OMP_WAIT_POLICY=passive", "GOMP_SPINCOUNT=0"},
    };
}

}  // namespace

engine::Registry make_registry() {
    engine::Registry registry;
    registry.add(engine::make_world_engine());
    registry.add(engine::make_process_engine(engine::mini_facts(), torch_program()));
    return registry;
}

engine::Registry make_worker_registry(const Config& config) {
    engine::Registry registry = make_registry();
    registry.add(engine::make_null_engine());
    if (!config.text("remote.url").empty()) {
        registry.add(engine::make_remote_engine({
            .url = config.text("remote.url"),
            .key = config.text("remote.key"),
            .model = config.text("remote.model"),
            .takes_seed = config.boolean("remote.takes_seed"),
        }));
    }
    return registry;
}

std::vector<domain::EngineFacts> engine_facts(const engine::Registry& engines) {
    std::vector<domain::EngineFacts> facts;
    for (const auto& generator : engines.all()) {
        const engine::Abilities able = generator->abilities();
        facts.push_back({
            .name = std::string(generator->name()),
            .styles = generator->styles(),
            .revises = able.revise,
            .extends = able.extend,
            .takes_uploads = able.uploads,
            .takes_first_frame = able.first_frame,
            .takes_characters = able.characters,
        });
    }
    return facts;
}

}  // namespace hibari::cli
