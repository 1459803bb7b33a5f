// The program of the test engine. "--idle-ms N" sets its patience, "--no-engine" lets it have none,
// and "--lie NAME" makes it answer the first request with a lie.

#include "base/check.h"
#include "engine/process/engine_host.h"
#include "engine/process/message_socket.h"
#include "engine/process/testing/test_engine.h"

#include <cstdlib>
#include <functional>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace hibari::engine::testing {
namespace {

constexpr std::uint64_t kHuge = std::numeric_limits<std::uint64_t>::max();
constexpr std::string_view kFormat = R"({"size":[64,64],"fps":24,"frame_count":24})";
constexpr std::size_t kFrameBytes = 64 * 64 * 3;

class Liar {
  public:
    void tell(const std::string& name) {
        if (name == "no hello") {
            say(MessageKind::kDone, "{}");
            return;
        }
        if (name == "another version") {
            say(MessageKind::kHello, std::string(4, '\x7F'));
            return;
        }
        say(MessageKind::kHello, std::string("\1\0\0\0", 4));
        listen();
        lies().at(name)();
    }

  private:
    void write(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t count = ::write(STDIN_FILENO, bytes.data(), bytes.size());
            if (count <= 0) {
                ::_exit(0);
            }
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
    }

    void head(MessageKind kind, std::uint64_t bytes) {
        const MessageHead head{.kind = kind, .bytes = bytes};
        write({reinterpret_cast<const char*>(&head), sizeof(head)});
    }

    void say(MessageKind kind, std::string_view bytes) {
        head(kind, bytes.size());
        write(bytes);
    }

    void begin() { say(MessageKind::kBegin, kFormat); }

    void frames(int count) {
        for (int i = 0; i < count; ++i) {
            say(MessageKind::kFrame, std::string(kFrameBytes, '\x40'));
        }
    }

    /// Takes the whole request, as one who means no harm.
    void listen() {
        MessageHead head;
        read({reinterpret_cast<char*>(&head), sizeof(head)});
        std::string request(head.bytes, '\0');
        read(request);
    }

    void read(std::span<char> bytes) {
        while (!bytes.empty()) {
            const ssize_t count = ::read(STDIN_FILENO, bytes.data(), bytes.size());
            if (count <= 0) {
                ::_exit(0);
            }
            bytes = bytes.subspan(static_cast<std::size_t>(count));
        }
    }

    std::map<std::string, std::function<void()>> lies() {
        return {
            {"nothing", [] {}},
            {"half a head", [&] { write("HB"); }},
            {"noise", [&] { write(std::string(1 << 16, 'U')); }},
            {"unknown kind", [&] { say(static_cast<MessageKind>(77), ""); }},
            {"hello again", [&] { say(MessageKind::kHello, std::string(4, '\1')); }},
            {"a request", [&] { say(MessageKind::kGenerate, "{}"); }},
            {"huge answer", [&] { head(MessageKind::kDone, kHuge); }},
            {"huge progress", [&] { head(MessageKind::kProgress, 1U << 30U); }},
            {"answer that is no JSON", [&] { say(MessageKind::kDone, "{"); }},
            {"answer without a clip",
             [&] { say(MessageKind::kDone, R"({"format":)" + std::string(kFormat) + "}"); }},
            {"frame before the clip", [&] { frames(1); }},
            {"sound before the clip", [&] { say(MessageKind::kSound, std::string(8, '\0')); }},
            {"end before the clip", [&] { say(MessageKind::kFinish, ""); }},
            {"clip of another size",
             [&] { say(MessageKind::kBegin, R"({"size":[32,64],"fps":24,"frame_count":24})"); }},
            {"clip of another rate",
             [&] { say(MessageKind::kBegin, R"({"size":[64,64],"fps":30,"frame_count":24})"); }},
            {"endless clip",
             [&] {
                 say(MessageKind::kBegin,
                     R"({"size":[64,64],"fps":24,"frame_count":9223372036854775807})");
             }},
            {"negative clip",
             [&] { say(MessageKind::kBegin, R"({"size":[64,-64],"fps":24,"frame_count":-1})"); }},
            {"clip in a clip", [&] { begin(), begin(); }},
            {"small frame", [&] { begin(), say(MessageKind::kFrame, "abc"); }},
            {"huge frame", [&] { begin(), head(MessageKind::kFrame, kHuge); }},
            {"too many frames", [&] { begin(), frames(25); }},
            {"too few frames", [&] { begin(), frames(23), say(MessageKind::kFinish, ""); }},
            {"frame after the end",
             [&] { begin(), frames(24), say(MessageKind::kFinish, ""), frames(1); }},
            {"too much sound",
             [&] {
                 begin();
                 for (int i = 0; i < 3; ++i) {
                     say(MessageKind::kSound, std::string(48'000 * 8, '\0'));
                 }
             }},
            {"huge sound", [&] { begin(), head(MessageKind::kSound, 1U << 30U); }},
            {"half a sample", [&] { begin(), say(MessageKind::kSound, "abc"); }},
            {"sound that is no number",
             [&] { begin(), say(MessageKind::kSound, std::string(8, '\xFF')); }},
            {"keeps what is not there", [&] { begin(), say(MessageKind::kKeep, ""); }},
            {"crash", [] { std::abort(); }},
            {"terminal codes",
             [&] {
                 say(MessageKind::kError,
                     "{\"code\":\"not_found\",\"message\":\"\\u001b[2J\\u009b\"}");
             }},
            {"error that says nothing", [&] { say(MessageKind::kError, "[]"); }},
        };
    }
};

}  // namespace
}  // namespace hibari::engine::testing

int main(int argc, char** argv) {
    using namespace hibari::engine;
    const std::vector<std::string> words(argv + 1, argv + argc);
    HostOptions options{.make = [] {
        return hibari::Result<std::unique_ptr<Generator>>(testing::make_test_engine());
    }};
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == "--no-engine") {
            options.make = []() -> hibari::Result<std::unique_ptr<Generator>> {
                return hibari::fail(hibari::ErrorCode::kNotFound, "there are no weights");
            };
        } else if (words[i] == "--idle-ms") {
            options.idle_max = std::chrono::milliseconds(std::stoi(words.at(i + 1)));
        } else if (words[i] == "--lie") {
            testing::Liar().tell(words.at(i + 1));
            return 0;
        }
    }
    return host_engine(options);
}
