#include "net/serve_file.h"

#include "net/conditional.h"
#include "net/http_date.h"
#include "net/percent.h"
#include "net/range.h"

#include <utility>
#include <variant>

namespace hibari::net {
namespace {

RangeAnswer wanted_range(const Request& request, const Validators& validators, std::uint64_t size) {
    const std::string* field = request.fields.find("range");
    const bool counts =
        field != nullptr && request.method == Method::kGet && range_applies(request, validators);
    return counts ? select_range(*field, size) : RangeAnswer(WholeRange());
}

}  // namespace

Response serve_file(const Request& request, FileDescriptor file, const FileFacts& facts) {
    const Validators validators{.etag = facts.etag, .modified = facts.modified};
    Response response;
    response.fields.set("accept-ranges", "bytes");
    if (!facts.etag.empty()) {
        response.fields.set("etag", facts.etag);
    }
    if (facts.modified != std::chrono::system_clock::time_point()) {
        response.fields.set("last-modified", to_http_date(facts.modified));
    }
    switch (check_conditions(request, validators)) {
        case Condition::kNotModified:
            response.status = 304;
            return response;
        case Condition::kPreconditionFailed:
            response.status = 412;
            return response;
        case Condition::kProceed:
            break;
    }
    const RangeAnswer range = wanted_range(request, validators, facts.size);
    if (std::holds_alternative<UnsatisfiableRange>(range)) {
        response.status = 416;
        response.fields.set("content-range", content_range_unsatisfied(facts.size));
        return response;
    }
    response.fields.set("content-type", facts.content_type);
    if (!facts.name.empty()) {
        response.fields.set("content-disposition", content_disposition(facts.name));
    }
    FileSlice slice{.file = std::move(file), .offset = 0, .size = facts.size};
    if (const auto* part = std::get_if<ByteRange>(&range)) {
        response.status = 206;
        response.fields.set("content-range", content_range(*part, facts.size));
        slice.offset = part->first;
        slice.size = part->size;
    }
    response.body = std::move(slice);
    return response;
}

std::string content_disposition(const std::string& name) {
    std::string plain;
    for (const char c : name) {
        const bool is_plain = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '%';
        plain += is_plain ? c : '_';
    }
    return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + percent_encode(name);
}

}  // namespace hibari::net
