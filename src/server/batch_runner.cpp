#include "server/batch_runner.h"

#include "base/threads.h"
#include "server/error_reply.h"
#include "server/video_json.h"
#include "server/video_request.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

namespace hibari::server {
namespace {

constexpr std::chrono::milliseconds kTick{500};
// When the database or the disk has trouble, asking twice a second makes it no better.
constexpr std::chrono::seconds kTickAfterTrouble{5};

/// Lines are requests of the contract's, answers what the API would have sent.
class ApiBatchFormat final : public domain::BatchFormat {
  public:
    explicit ApiBatchFormat(const Parts& parts) : contract_(parts.contract), uploads_(parts) {}

    Result<void> check_line(const Json& line) const override {
        if (auto fault = contract_.find_fault_in("BatchLine", line)) {
            return fail(to_error(std::move(*fault)));
        }
        return {};
    }

    Result<void> check_request(const Json& body) const override {
        HIBARI_TRY(contract_.validate("createVideo", body));
        // Whoever answers slowly would hold up the batches of all others.
        const Json* reference = body.find("input_reference");
        const Json* url = reference != nullptr ? reference->find("image_url") : nullptr;
        if (url != nullptr && !url->as_string().starts_with("data:")) {
            return fail(
                {.code = ErrorCode::kInvalidArgument,
                 .message = "is not fetched for a batch",
                 .field = "input_reference.image_url",
                 .hint = "upload the picture and name its file_id",
                 .reason = "url_not_allowed"}
            );
        }
        return {};
    }

    Result<domain::NewVideo> read_request(const domain::Principal& who, const Json& body)
        const override {
        return new_video(uploads_, {.who = who}, body);
    }

    Json video(const domain::Video& video) const override { return video_json(video); }

    Json refusal(const Error& error) const override {
        return Json::object({{"status_code", status_of(error)}, {"body", error_json(error)}});
    }

  private:
    const Contract& contract_;
    Uploads uploads_;
};

}  // namespace

BatchRunner::BatchRunner(const Parts& parts)
    : format_(std::make_unique<const ApiBatchFormat>(parts)),
      work_({
          .database = parts.database,
          .blobs = parts.blobs,
          .accounts = parts.accounts,
          .videos = parts.videos,
          .files = parts.files,
          .clock = parts.clock,
          .format = *format_,
      }),
      log_(parts.log) {
    thread_ = std::jthread([this](const std::stop_token& ended) { work(ended); });
}

BatchRunner::~BatchRunner() = default;

void BatchRunner::work(const std::stop_token& ended) {
    name_this_thread("batches");
    std::mutex mutex;
    std::condition_variable_any never;
    while (!ended.stop_requested()) {
        const bool is_well = take_steps(ended);
        std::unique_lock lock(mutex);
        never.wait_for(lock, ended, is_well ? kTick : kTickAfterTrouble, [] { return false; });
    }
}

bool BatchRunner::take_steps(const std::stop_token& ended) {
    bool is_well = true;
    std::optional<domain::Batch> last;
    for (bool more = true; more && !ended.stop_requested();) {
        const auto batches = work_.open(last);
        if (!batches) {
            log_.warning(
                "cannot look for batches", Json::object({{"error", to_string(batches.error())}})
            );
            return false;
        }
        for (const domain::Batch& batch : *batches) {
            if (ended.stop_requested()) {
                return is_well;
            }
            const auto stepped = work_.advance(batch, ended);
            if (!stepped && !ended.stop_requested()) {
                is_well = false;
                log_.warning(
                    "a batch does not get on",
                    Json::object({{"batch", batch.id}, {"error", to_string(stepped.error())}})
                );
            }
        }
        more = batches->size() == domain::BatchWork::kPageMax;
        if (more) {
            last = batches->back();
        }
    }
    return is_well;
}

}  // namespace hibari::server
