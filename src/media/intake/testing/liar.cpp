#include "media/intake/testing/liar.h"

#include "media/intake/decoder_child.h"
#include "media/intake/messages.h"

#include <array>
#include <csignal>
#include <functional>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <unistd.h>
#include <vector>

namespace hibari::media::testing {
namespace {

void say(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t count = ::write(STDOUT_FILENO, bytes.data(), bytes.size());
        if (count <= 0) {
            ::_exit(1);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
}

void say(MessageKind kind, std::uint64_t bytes) {
    say(bytes_of(MessageHead{.kind = kind, .bytes = bytes}));
}

void say_picture(int width, int height, std::uint64_t bytes) {
    say(MessageKind::kPicture, sizeof(PictureHead) + bytes);
    say(bytes_of(PictureHead{.width = width, .height = height}));
}

void say_facts(const FactsHead& facts) {
    say(MessageKind::kFacts, sizeof(facts));
    say(bytes_of(facts));
}

void flood() {
    const std::vector<std::byte> bytes(1U << 20U, std::byte{0x55});
    while (true) {
        say(bytes);
    }
}

const std::map<std::string, std::function<void()>>& lies() {
    constexpr int kMax = std::numeric_limits<int>::max();
    static const std::map<std::string, std::function<void()>> all = {
        {"nothing", [] {}},
        {"half a head", [] { say(bytes_of(std::uint32_t{2})); }},
        {"crash", [] { ::raise(SIGSEGV); }},
        {"flood", flood},
        {"unknown kind", [] { say(static_cast<MessageKind>(77), 0); }},
        {"huge picture", [] { say_picture(kMax, kMax, std::numeric_limits<std::uint64_t>::max()); }
        },
        {"negative picture", [] { say_picture(-2, -2, 12); }},
        {"picture without pixels", [] { say_picture(64, 64, 64 * 64 * 3); }},
        {"picture of another size", [] { say_picture(64, 64, 12); }},
        {"short error", [] { say(MessageKind::kError, 4); }},
        {"no frames", [] { say_facts({.width = 64, .height = 64, .fps = 24, .seconds = 1}); }},
        {"endless clip",
         [] {
             say_facts(
                 {.width = 64,
                  .height = 64,
                  .fps = std::numeric_limits<double>::quiet_NaN(),
                  .seconds = std::numeric_limits<double>::infinity(),
                  .frame_count = std::numeric_limits<std::int64_t>::max()}
             );
         }},
        {"terminal codes",
         [] {
             const Error error{.message = "\x1B[2J", .reason = "a\nb"};
             say(MessageKind::kError, sizeof(PlainError));
             say(bytes_of(to_plain(error)));
         }},
    };
    return all;
}

}  // namespace

void run_liar(int argc, char** argv) {
    const std::span<const char* const> words(argv, static_cast<std::size_t>(argc));
    if (words.empty() || !from_arguments(words.subspan(1))) {
        return;
    }
    std::array<char, 64> text{};
    const ssize_t count = ::pread(STDIN_FILENO, text.data(), text.size(), 0);
    const std::string_view upload(text.data(), count > 0 ? static_cast<std::size_t>(count) : 0);
    if (!upload.starts_with(kLie)) {
        return;
    }
    lies().at(std::string(upload.substr(kLie.size())))();
    ::_exit(0);
}

}  // namespace hibari::media::testing
