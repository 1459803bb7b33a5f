// Any bytes: the director gives a script that the reader accepts, or an error. So it does when the
// bytes change a script or go on with one.
#include "base/check.h"
#include "world/director/direct.h"
#include "world/script/script_json.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace {

using namespace hibari::world;

void check(const hibari::Result<Directed>& directed) {
    if (directed) {
        const auto again = parse_script(to_json(directed->script));
        HIBARI_CHECK(again.has_value(), again ? "" : hibari::to_string(again.error()));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view prompt(reinterpret_cast<const char*>(data), size);
    static Director director;
    static const ClipScript source =
        director
            .direct(
                "Two boys and a brown dog play with a red ball in a park. Shot 2: a woman in a red "
                "hat says \"Well done\" and claps.",
                {}
            )
            ->script;
    static const ClipScript longer = director.extend(source, "a cat runs in", 4.0, {})->script;
    check(director.direct(prompt, {}));
    check(director.revise(longer, prompt, {}));
    check(director.extend(longer, prompt, 4.0, {}));
    return 0;
}
