// /v1/files: uploads that other requests name by id.

#include "base/check.h"
#include "net/serve_file.h"
#include "server/json_reply.h"
#include "server/routes.h"

namespace hibari::server {
namespace {

using domain::File;

// A form needs a little more than its file.
constexpr std::size_t kBodyBytesMax = (512U << 20U) + (1U << 20U);

Json file_json(const File& file) {
    return Json::object({
        {"id", file.id},
        {"object", "file"},
        {"bytes", file.bytes},
        {"created_at", json_time(file.created_at_us)},
        {"expires_at", json_time(file.expires_at_us)},
        {"filename", file.name},
        {"purpose", file.purpose},
        {"status", "processed"},
        {"status_details", nullptr},
    });
}

class FileRoutes {
  public:
    explicit FileRoutes(const Parts& parts) : parts_(parts) {}

    Result<net::Response> create(Call& call) const {
        const FormFile* upload = call.form.file(call.body.find("file"));
        if (upload == nullptr) {
            return fail(
                {.code = ErrorCode::kInvalidArgument,
                 .message = "must be a file part of the form",
                 .field = "file",
                 .reason = "invalid_type"}
            );
        }
        domain::NewFile wanted{
            .name = upload->filename,
            .purpose = call.body.at("purpose").as_string(),
            .content_type = upload->content_type,
            .expires_after = std::nullopt,
        };
        if (const Json* expires = call.body.find("expires_after"); expires != nullptr) {
            wanted.expires_after = std::chrono::seconds(expires->at("seconds").as_integer());
        }
        return json_reply(file_json(HIBARI_TRY(parts_.files.create(call.who, wanted, upload->data)))
        );
    }

    Result<net::Response> list(Call& call) const {
        const Json* purpose = call.query.find("purpose");
        bool has_more = false;
        const auto files = HIBARI_TRY(parts_.files.list(
            call.who,
            page_request(call.query),
            purpose != nullptr && purpose->is_string() ? purpose->as_string() : "",
            has_more
        ));
        Json data = Json::array();
        for (const File& file : files) {
            data.push_back(file_json(file));
        }
        return json_reply(json_list(std::move(data), has_more));
    }

    Result<net::Response> retrieve(Call& call) const {
        return json_reply(file_json(HIBARI_TRY(parts_.files.find(call.who, id_of(call)))));
    }

    Result<net::Response> remove(Call& call) const {
        HIBARI_TRY(parts_.files.remove(call.who, id_of(call)));
        return json_reply(json_deleted(id_of(call), "file"));
    }

    Result<net::Response> content(Call& call) const {
        const File file = HIBARI_TRY(parts_.files.find(call.who, id_of(call)));
        const auto facts = HIBARI_TRY(parts_.blobs.facts(file.blob()));
        auto bytes = HIBARI_TRY(parts_.blobs.open(file.blob()));
        // Whatever it claims to be, a browser must not run it in our name.
        net::Response response = net::serve_file(
            call.request,
            std::move(bytes),
            {.size = facts.size_bytes,
             .etag = facts.etag,
             .modified = facts.modified,
             .content_type = "application/octet-stream",
             .name = file.name}
        );
        response.fields.set("x-content-type-options", "nosniff");
        response.fields.set("cache-control", "private, no-cache");
        return response;
    }

  private:
    static const std::string& id_of(const Call& call) { return call.request.parameter("file_id"); }

    const Parts& parts_;
};

}  // namespace

void add_file_routes(Api& api, const Parts& parts) {
    const FileRoutes routes(parts);
    const auto bind = [&](auto method) {
        return [routes, method](Call& call) { return (routes.*method)(call); };
    };
    api.answer("createFile", bind(&FileRoutes::create), {.body_bytes_max = kBodyBytesMax});
    api.answer("listFiles", bind(&FileRoutes::list));
    api.answer("retrieveFile", bind(&FileRoutes::retrieve));
    api.answer("deleteFile", bind(&FileRoutes::remove));
    api.answer("downloadFile", bind(&FileRoutes::content));
}

}  // namespace hibari::server
