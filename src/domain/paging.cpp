#include "domain/paging.h"

#include "base/check.h"

namespace hibari::domain {

Paging paging(const PageRequest& page, std::optional<std::int64_t> after_at_us) {
    HIBARI_CHECK(page.limit >= 0 && page.limit <= kPageMax, page.limit);
    Paging rest{.sql = {}, .parameters = {{"limit", page.limit + 1}}};
    const bool newest_first = page.order == Order::kNewestFirst;
    if (after_at_us) {
        rest.sql += newest_first ? " AND (created_at, id) < (:at, :after)"
                                 : " AND (created_at, id) > (:at, :after)";
        rest.parameters.push_back({"at", *after_at_us});
        rest.parameters.push_back({"after", page.after});
    }
    rest.sql += newest_first ? " ORDER BY created_at DESC, id DESC LIMIT :limit"
                             : " ORDER BY created_at, id LIMIT :limit";
    return rest;
}

}  // namespace hibari::domain
