#include "trust/c2pa/intake/manifest_child.h"

#include "base/base64.h"
#include "media/intake/child_side.h"
#include "media/intake/upload_error.h"
#include "trust/c2pa/intake/read_upload.h"
#include "trust/c2pa/intake/report_bytes.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iterator>
#include <openssl/crypto.h>
#include <openssl/rand.h>

namespace hibari::trust {
namespace {

constexpr std::string_view kChildCommand = "--manifest-child";
// The command, the task and the time come before the anchors.
constexpr std::size_t kWordsMin = 3;
constexpr std::size_t kWordsMax = kWordsMin + kAnchorsMax;
// What the clock can hold.
constexpr std::int64_t kSecondsMax = 9'000'000'000;

template <typename Number>
std::optional<Number> number_of(std::string_view word) {
    Number number{};
    const auto end = std::from_chars(word.data(), word.data() + word.size(), number);
    return end.ec == std::errc() && end.ptr == word.data() + word.size() ? std::optional(number)
                                                                         : std::nullopt;
}

/// The upload as the readers of manifests want it: everything that they ask for or an error.
class Upload final : public ByteSource {
  public:
    explicit Upload(media::ByteSource& source) : source_(source) {}

    std::uint64_t size() const override { return source_.size(); }

    Result<void> read(std::uint64_t offset, char* into, std::size_t size) override {
        while (size > 0) {
            // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes are bytes.
            const std::span bytes(reinterpret_cast<std::uint8_t*>(into), size);
            const std::size_t count = source_.read(offset, bytes);
            if (count == 0) {
                return fail(ErrorCode::kDataLoss, "the file ends too early");
            }
            into += count;
            offset += count;
            size -= count;
        }
        return {};
    }

  private:
    media::ByteSource& source_;
};

/// What OpenSSL fetches once is fetched before the sandbox: settings are not read at all, and
/// random numbers, which it blinds its arithmetic with, come from generators that are ready.
void prepare_openssl() {
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
    unsigned char byte = 0;
    RAND_bytes(&byte, 1);
    RAND_priv_bytes(&byte, 1);
}

Result<std::string> answer(const ManifestCall& call, ByteSource& upload) {
    if (call.task == ManifestTask::kReport) {
        return to_bytes(HIBARI_TRY(read_manifest(upload, call.options)));
    }
    return to_bytes(HIBARI_TRY(read_ingredient(upload, {}, call.options)));
}

Result<void> run(const ManifestCall& call, media::ByteSource& source) {
    Upload upload(source);
    auto bytes = answer(call, upload);
    // The talk knows the errors of uploads; this is one more.
    if (!bytes && bytes.error().code == ErrorCode::kDataLoss) {
        return fail(media::upload_error(std::string(kDamaged), bytes.error().message));
    }
    if (!bytes) {
        return fail(std::move(bytes.error()));
    }
    if (bytes->size() > kReportBytesMax) {
        return fail(media::upload_error(std::string(kDamaged), "there is too much to tell of it"));
    }
    media::send(media::MessageKind::kReport, {std::as_bytes(std::span(*bytes))});
    return {};
}

}  // namespace

std::vector<std::string> to_arguments(const ManifestCall& call) {
    const auto now = std::chrono::floor<std::chrono::seconds>(call.options.now.time_since_epoch());
    std::vector<std::string> words{
        std::string(kChildCommand),
        std::to_string(static_cast<int>(call.task)),
        std::to_string(now.count()),
    };
    std::ranges::transform(call.options.anchors, std::back_inserter(words), [](const auto& der) {
        return to_base64(der);
    });
    return words;
}

std::optional<ManifestCall> from_arguments(std::span<const char* const> arguments) {
    if (arguments.size() < kWordsMin || arguments.size() > kWordsMax ||
        arguments.front() != kChildCommand) {
        return std::nullopt;
    }
    const auto task = number_of<int>(arguments[1]);
    const auto now = number_of<std::int64_t>(arguments[2]);
    const bool is_task = task && (*task == static_cast<int>(ManifestTask::kReport) ||
                                  *task == static_cast<int>(ManifestTask::kIngredient));
    if (!is_task || !now || std::abs(*now) > kSecondsMax) {
        return std::nullopt;
    }
    ManifestCall call{.task = static_cast<ManifestTask>(*task), .options = {}};
    call.options.now = std::chrono::system_clock::time_point(std::chrono::seconds(*now));
    for (const std::string_view word : arguments.subspan(kWordsMin)) {
        auto der = from_base64(word);
        if (!der) {
            return std::nullopt;
        }
        call.options.anchors.push_back(std::move(*der));
    }
    return call;
}

void run_manifest_child(int argc, char** argv) {
    const std::span<const char* const> all(argv, static_cast<std::size_t>(std::max(argc, 0)));
    const auto call = from_arguments(all.subspan(all.empty() ? 0 : 1));
    if (!call) {
        return;
    }
    prepare_openssl();
    media::run_child(kManifestLimits, [&](media::ByteSource& upload) {
        return run(*call, upload);
    });
}

}  // namespace hibari::trust
