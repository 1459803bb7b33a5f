#include "store/s3_answers.h"

#include <array>
#include <charconv>
#include <utility>

namespace hibari::store::detail {
namespace {

std::string resolve_entities(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, char>, 6> kEntities{{
        {"&amp;", '&'},
        {"&lt;", '<'},
        {"&gt;", '>'},
        {"&quot;", '"'},
        {"&apos;", '\''},
        {"&#34;", '"'},
    }};
    std::string plain;
    while (!text.empty()) {
        std::size_t used = 1;
        char c = text.front();
        for (const auto& [entity, meaning] : kEntities) {
            if (text.starts_with(entity)) {
                used = entity.size();
                c = meaning;
            }
        }
        plain += c;
        text.remove_prefix(used);
    }
    return plain;
}

// The element that begins at or after `from`; moves `from` behind it.
std::optional<std::string_view> next_element(
    std::string_view xml, std::string_view name, std::size_t& from
) {
    const std::string open = "<" + std::string(name) + ">";
    const std::string close = "</" + std::string(name) + ">";
    const std::size_t begin = xml.find(open, from);
    if (begin == std::string_view::npos) {
        return std::nullopt;
    }
    const std::size_t content = begin + open.size();
    const std::size_t end = xml.find(close, content);
    if (end == std::string_view::npos) {
        return std::nullopt;
    }
    from = end + close.size();
    return xml.substr(content, end - content);
}

tl::unexpected<Error> not_understood() {
    return fail(ErrorCode::kDataLoss, "the object store answered something that makes no sense");
}

}  // namespace

std::optional<std::string> xml_text(std::string_view xml, std::string_view name) {
    std::size_t from = 0;
    const auto found = next_element(xml, name, from);
    return found ? std::optional(resolve_entities(*found)) : std::nullopt;
}

std::vector<std::string_view> xml_elements(std::string_view xml, std::string_view name) {
    std::vector<std::string_view> all;
    std::size_t from = 0;
    while (const auto found = next_element(xml, name, from)) {
        all.push_back(*found);
    }
    return all;
}

std::optional<std::chrono::system_clock::time_point> parse_time(std::string_view text) {
    // Year, month, day, hour, minute, second at fixed places.
    constexpr std::array<std::pair<std::size_t, std::size_t>, 6> kPlaces{
        {{0, 4}, {5, 2}, {8, 2}, {11, 2}, {14, 2}, {17, 2}}
    };
    if (text.size() < 20 || text[10] != 'T' || text.back() != 'Z') {
        return std::nullopt;
    }
    std::array<unsigned, 6> parts{};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const char* begin = text.data() + kPlaces[i].first;
        const char* end = begin + kPlaces[i].second;
        const auto [stop, error] = std::from_chars(begin, end, parts[i]);
        if (error != std::errc() || stop != end) {
            return std::nullopt;
        }
    }
    const std::chrono::year_month_day date(
        std::chrono::year(static_cast<int>(parts[0])),
        std::chrono::month(parts[1]),
        std::chrono::day(parts[2])
    );
    // The clock counts nanoseconds and ends in the year 2262.
    constexpr unsigned kYearMin = 1970;
    constexpr unsigned kYearMax = 2200;
    if (!date.ok() || parts[0] < kYearMin || parts[0] > kYearMax || parts[3] > 23 ||
        parts[4] > 59 || parts[5] > 60) {
        return std::nullopt;
    }
    return std::chrono::sys_days(date) + std::chrono::hours(parts[3]) +
           std::chrono::minutes(parts[4]) + std::chrono::seconds(parts[5]);
}

Result<S3Page> parse_page(std::string_view xml) {
    if (xml.find("<ListBucketResult") == std::string_view::npos) {
        return not_understood();
    }
    S3Page page;
    for (const std::string_view element : xml_elements(xml, "Contents")) {
        const auto key = xml_text(element, "Key");
        const auto size = xml_text(element, "Size");
        const auto modified = parse_time(xml_text(element, "LastModified").value_or(""));
        S3Object object;
        if (!key || !size || !modified) {
            return not_understood();
        }
        const char* end = size->data() + size->size();
        if (std::from_chars(size->data(), end, object.size_bytes).ptr != end) {
            return not_understood();
        }
        object.key = *key;
        object.etag = xml_text(element, "ETag").value_or("");
        object.modified = *modified;
        page.objects.push_back(std::move(object));
    }
    if (xml_text(xml, "IsTruncated") == "true") {
        page.next = xml_text(xml, "NextContinuationToken");
        if (!page.next) {
            return not_understood();
        }
    }
    return page;
}

Result<std::vector<S3Upload>> parse_uploads(std::string_view xml) {
    if (xml.find("<ListMultipartUploadsResult") == std::string_view::npos) {
        return not_understood();
    }
    std::vector<S3Upload> uploads;
    for (const std::string_view element : xml_elements(xml, "Upload")) {
        const auto key = xml_text(element, "Key");
        const auto id = xml_text(element, "UploadId");
        const auto begun = parse_time(xml_text(element, "Initiated").value_or(""));
        if (!key || !id || !begun) {
            return not_understood();
        }
        uploads.push_back({.key = *key, .id = *id, .begun = *begun});
    }
    return uploads;
}

}  // namespace hibari::store::detail
