#pragma once

// Likenesses and what belongs to them as JSON.

#include "base/json.h"
#include "base/result.h"
#include "domain/likeness/likenesses.h"
#include "domain/likeness/posts.h"

namespace hibari::server {

/// All of it, for its owner.
Json likeness_json(const trust::Likeness& likeness);
/// With its owner and what the judge of its recording was not sure of, for moderators.
Json enrolment_json(const trust::Likeness& likeness);
Json person_json(const trust::LikenessPerson& person);
Json request_json(const trust::LikenessRequest& request);
Json receipt_json(const trust::ConsentReceipt& receipt);
Json post_json(const domain::Post& post);

/// What is not said stays as in `before`. `invalid_argument` names the field.
Result<trust::Scope> scope_of(const Json& json, const trust::Scope& before);

/// `invalid_argument` for any other word.
Result<trust::LikenessKind> kind_of(const Json& word);

}  // namespace hibari::server
