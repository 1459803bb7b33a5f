// Whatever the other side says: this one does not crash, and its sink sees a clip or none.

#include "base/json.h"
#include "engine/process/clip_receiver.h"
#include "engine/process/request_json.h"
#include "engine/process/testing/memory_source.h"
#include "engine/process/testing/strict_clip.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hibari;
    using namespace hibari::engine;
    if (size == 0) {
        return 0;
    }
    const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 2 == 1) {
        const auto json = parse_json(bytes, {.depth_max = kJsonDepthMax});
        const std::array<std::filesystem::path, 2> files = {"a", "b"};
        if (json) {
            static_cast<void>(request_from_json(*json, std::span(files).first(data[0] / 2 % 3)));
        }
        return 0;
    }
    const ClipRequest request{.prompt = "p", .size = {2, 2}, .fps = 24};
    engine::testing::MemorySource source(bytes);
    engine::testing::StrictClip sink;
    Progress progress;
    const Reply reply = receive_clip(source, request, sink, progress, [] {});
    HIBARI_CHECK(reply.answer.has_value() == sink.clip.finished);
    return 0;
}
