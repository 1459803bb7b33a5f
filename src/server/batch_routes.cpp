// /v1/batches: many clips asked for in one file.

#include "base/text.h"
#include "domain/batches.h"
#include "server/json_reply.h"
#include "server/routes.h"

namespace hibari::server {
namespace {

using domain::Batch;
using domain::BatchStatus;

// Of a name in the metadata; the contract's schema cannot say it.
constexpr std::size_t kMetadataNameMax = 64;

/// When it ended, if it ended so.
Json ended_at(const Batch& batch, BatchStatus status) {
    return batch.status == status ? json_time(batch.finished_at_us) : Json(nullptr);
}

Json batch_json(const Batch& batch) {
    Json errors = nullptr;
    if (batch.errors.is_array()) {
        errors = Json::object({{"object", "list"}, {"data", batch.errors}});
    }
    return Json::object({
        {"id", batch.id},
        {"object", "batch"},
        {"endpoint", batch.endpoint},
        {"errors", std::move(errors)},
        {"input_file_id", batch.input_file},
        {"completion_window", "24h"},
        {"status", to_string(batch.status)},
        {"output_file_id", json_text(batch.output_file)},
        {"error_file_id", json_text(batch.error_file)},
        {"created_at", json_time(batch.created_at_us)},
        {"in_progress_at", json_time(batch.in_progress_at_us)},
        {"expires_at", json_time(batch.expires_at_us)},
        {"finalizing_at", json_time(batch.finalizing_at_us)},
        {"completed_at", ended_at(batch, BatchStatus::kCompleted)},
        {"failed_at", ended_at(batch, BatchStatus::kFailed)},
        {"expired_at", ended_at(batch, BatchStatus::kExpired)},
        {"cancelling_at", json_time(batch.cancelling_at_us)},
        {"cancelled_at", ended_at(batch, BatchStatus::kCancelled)},
        {"request_counts",
         Json::object({
             {"total", batch.total},
             {"completed", batch.completed},
             {"failed", batch.failed},
         })},
        {"metadata", batch.metadata},
    });
}

Result<void> check_metadata(const Json& metadata) {
    if (!metadata.is_object()) {
        return {};
    }
    for (const JsonMember& member : metadata.members()) {
        if (member.key.empty() || count_code_points(member.key) > kMetadataNameMax) {
            return fail(
                {.code = ErrorCode::kInvalidArgument,
                 .message = "must have names of 1 to 64 characters",
                 .field = "metadata",
                 .reason = "invalid_value"}
            );
        }
    }
    return {};
}

class BatchRoutes {
  public:
    explicit BatchRoutes(const Parts& parts) : parts_(parts) {}

    Result<net::Response> create(Call& call) const {
        domain::NewBatch wanted{
            .input_file = call.body.at("input_file_id").as_string(),
            .endpoint = call.body.at("endpoint").as_string(),
        };
        if (const Json* metadata = call.body.find("metadata"); metadata != nullptr) {
            HIBARI_TRY(check_metadata(*metadata));
            wanted.metadata = *metadata;
        }
        if (const Json* expires = call.body.find("output_expires_after"); expires != nullptr) {
            wanted.output_expires_after = std::chrono::seconds(expires->at("seconds").as_integer());
        }
        return json_reply(batch_json(HIBARI_TRY(parts_.batches.create(call.who, wanted))));
    }

    Result<net::Response> list(Call& call) const {
        const Json* after = call.query.find("after");
        const domain::PageRequest page{
            .after = after != nullptr && after->is_string() ? after->as_string() : "",
            .limit = call.query.at("limit").as_integer(),
        };
        bool has_more = false;
        const auto batches = HIBARI_TRY(parts_.batches.list(call.who, page, has_more));
        Json data = Json::array();
        for (const Batch& batch : batches) {
            data.push_back(batch_json(batch));
        }
        return json_reply(json_list(std::move(data), has_more));
    }

    Result<net::Response> retrieve(Call& call) const {
        return json_reply(batch_json(HIBARI_TRY(parts_.batches.find(call.who, id_of(call)))));
    }

    Result<net::Response> cancel(Call& call) const {
        return json_reply(batch_json(HIBARI_TRY(parts_.batches.cancel(call.who, id_of(call)))));
    }

  private:
    static const std::string& id_of(const Call& call) { return call.request.parameter("batch_id"); }

    const Parts& parts_;
};

}  // namespace

void add_batch_routes(Api& api, const Parts& parts) {
    const BatchRoutes routes(parts);
    const auto bind = [&](auto method) {
        return [routes, method](Call& call) { return (routes.*method)(call); };
    };
    api.answer("createBatch", bind(&BatchRoutes::create));
    api.answer("listBatches", bind(&BatchRoutes::list));
    api.answer("retrieveBatch", bind(&BatchRoutes::retrieve));
    api.answer("cancelBatch", bind(&BatchRoutes::cancel));
}

}  // namespace hibari::server
