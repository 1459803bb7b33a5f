#include "trust/policy/knowledge.h"

#include "trust/policy/block_list.h"
#include "trust/policy/embedded.h"

#include <utility>

namespace hibari::trust {

Knowledge::Knowledge(std::unique_ptr<const Folder> folder)
    : folder_(std::move(folder)), words_(embedded::policy_words), lexicon_(*folder_, words_) {}

Result<std::unique_ptr<const Knowledge>> Knowledge::load(std::string_view block_list) {
    auto folder = Folder::create();
    if (folder == nullptr) {
        return fail(ErrorCode::kInternal, "ICU's data are missing");
    }
    std::unique_ptr<Knowledge> made(new Knowledge(std::move(folder)));
    HIBARI_TRY(made->read(block_list));
    return std::unique_ptr<const Knowledge>(std::move(made));
}

Result<void> Knowledge::read(std::string_view block_list) {
    for (const std::string_view data : lexicon_files()) {
        HIBARI_TRY(lexicon_.add(data));
    }
    for (const std::string_view data : name_files()) {
        HIBARI_TRY(add_names(data, lexicon_));
    }
    HIBARI_TRY(add_operator_names(block_list, lexicon_));
    concepts_.emplace(lexicon_);
    rules_ = HIBARI_TRY(parse_rules(embedded::policy_rules, lexicon_));
    return {};
}

}  // namespace hibari::trust
