#pragma once

// The routes by resource; each function lives in the file of its name.

#include "server/api.h"
#include "server/parts.h"

namespace hibari::server {

/// The page that the query asks for: `after`, `limit` and `order`, with their defaults.
domain::PageRequest page_request(const Json& query);

void add_video_routes(Api& api, const Parts& parts);       ///< video_routes.cpp
void add_model_routes(Api& api, const Parts& parts);       ///< model_routes.cpp
void add_account_routes(Api& api, const Parts& parts);     ///< account_routes.cpp
void add_webhook_routes(Api& api, const Parts& parts);     ///< webhook_routes.cpp
void add_file_routes(Api& api, const Parts& parts);        ///< file_routes.cpp
void add_batch_routes(Api& api, const Parts& parts);       ///< batch_routes.cpp
void add_character_routes(Api& api, const Parts& parts);   ///< character_routes.cpp
void add_enrolment_routes(Api& api, const Parts& parts);   ///< enrolment_routes.cpp
void add_likeness_routes(Api& api, const Parts& parts);    ///< likeness_routes.cpp
void add_post_routes(Api& api, const Parts& parts);        ///< post_routes.cpp
void add_verify_routes(Api& api, const Parts& parts);      ///< verify_routes.cpp
void add_report_routes(Api& api, const Parts& parts);      ///< report_routes.cpp
void add_redress_routes(Api& api, const Parts& parts);     ///< redress_routes.cpp
void add_moderation_routes(Api& api, const Parts& parts);  ///< moderation_routes.cpp
void add_operation_routes(Api& api, const Parts& parts);   ///< operation_routes.cpp

}  // namespace hibari::server
