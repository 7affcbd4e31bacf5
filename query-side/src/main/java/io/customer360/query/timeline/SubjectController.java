package io.customer360.query.timeline;

import io.customer360.events.contact.ContactId;
import io.customer360.events.purchase.PurchaseId;
import io.customer360.events.service.ServiceCaseId;
import io.customer360.query.timeline.TimelineEntry.SubjectType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Single contacts, purchases and service cases: how each stands, with all entries of its life. */
@RestController
class SubjectController {

    private final Subjects subjects;

    SubjectController(Subjects subjects) {
        this.subjects = subjects;
    }

    @Operation(
            operationId = "readContact",
            summary = "Read a contact",
            description = "The ETag is what If-Match of a correction takes.")
    @Tag(name = "Contacts")
    @GetMapping("/api/contacts/{id}")
    ResponseEntity<ContactView> contact(@PathVariable ContactId id) {
        ContactView contact = ContactView.of(subjects.read(SubjectType.CONTACT, id.value()));
        return answer(contact.version(), contact);
    }

    @Operation(
            operationId = "readPurchase",
            summary = "Read a purchase",
            description =
                    "With its lines, what was paid and returned, and what is still owed. The ETag is what If-Match"
                            + " takes.")
    @Tag(name = "Purchases")
    @GetMapping("/api/purchases/{id}")
    ResponseEntity<PurchaseView> purchase(@PathVariable PurchaseId id) {
        PurchaseView purchase = PurchaseView.of(subjects.read(SubjectType.PURCHASE, id.value()));
        return answer(purchase.version(), purchase);
    }

    @Operation(
            operationId = "readServiceCase",
            summary = "Read a service case",
            description = "The ETag is what If-Match takes.")
    @Tag(name = "Service cases")
    @GetMapping("/api/service-cases/{id}")
    ResponseEntity<ServiceCaseView> serviceCase(@PathVariable ServiceCaseId id) {
        ServiceCaseView serviceCase = ServiceCaseView.of(subjects.read(SubjectType.SERVICE_CASE, id.value()));
        return answer(serviceCase.version(), serviceCase);
    }

    private static <T> ResponseEntity<T> answer(long version, T body) {
        return ResponseEntity.ok().eTag(Long.toString(version)).body(body);
    }
}
