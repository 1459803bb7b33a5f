#pragma once

// Names of what is in a manifest (C2PA 2.1, section 6.3 and 18; CAWG training and data mining 1.1).

#include <string_view>

namespace hibari::trust {

inline constexpr std::string_view kStoreLabel = "c2pa";
inline constexpr std::string_view kAssertionsLabel = "c2pa.assertions";
inline constexpr std::string_view kClaimLabel = "c2pa.claim.v2";
inline constexpr std::string_view kOldClaimLabel = "c2pa.claim";
inline constexpr std::string_view kSignatureLabel = "c2pa.signature";

inline constexpr std::string_view kActionsLabel = "c2pa.actions.v2";
inline constexpr std::string_view kBmffHashLabel = "c2pa.hash.bmff.v3";
inline constexpr std::string_view kDataHashLabel = "c2pa.hash.data";
inline constexpr std::string_view kSoftBindingLabel = "c2pa.soft-binding";
inline constexpr std::string_view kIngredientLabel = "c2pa.ingredient.v3";
inline constexpr std::string_view kTrainingLabel = "cawg.training-mining";

// Ours, under a private reverse-DNS name.
inline constexpr std::string_view kClipLabel = "app.hibari.clip";

/// Actions for marks in picture and sound: bound to this manifest by a soft binding, or not. The
/// visible mark is one that is not, and has this description.
inline constexpr std::string_view kMarkedBound = "c2pa.watermarked.bound";
inline constexpr std::string_view kMarkedUnbound = "c2pa.watermarked.unbound";
inline constexpr std::string_view kVisibleMark = "visible mark with the maker's handle";
inline constexpr std::string_view kConsentLabel = "app.hibari.consent";

/// Before every place within a store: "self#jumbf=/c2pa/urn:c2pa:...".
inline constexpr std::string_view kUriPrefix = "self#jumbf=";

}  // namespace hibari::trust
