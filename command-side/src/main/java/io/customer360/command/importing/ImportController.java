package io.customer360.command.importing;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.customer360.command.platform.WriteRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Imports over HTTP: files are sent, their imports watched, cancelled, and their refused rows fetched. */
@RestController
@RequestMapping("/api/imports")
@Tag(name = "Imports")
class ImportController {

    private static final int LONGEST_LIST = 200;
    private static final String FORMULA_BEGINNINGS = "=+-@\t\r";

    private final Imports imports;
    private final ImportJobs jobs;
    private final SentMappings mappings;

    ImportController(Imports imports, ImportJobs jobs, SentMappings mappings) {
        this.imports = imports;
        this.jobs = jobs;
        this.mappings = mappings;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            operationId = "submitImport",
            summary = "Import a file of rows by a mapping",
            description = "A form with `file` (CSV or NDJSON) and `mapping`: a mapping file, or the name of a built-in"
                    + " mapping such as `support-tickets`. It is done in the background; `Location` tells how far"
                    + " it is.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = ImportForm.class))))
    @ApiResponse(
            responseCode = "202",
            description = "Accepted; it goes on in the background",
            useReturnTypeSchema = true,
            headers =
                    @Header(
                            name = "Location",
                            description = "Tells how far the import is",
                            schema = @Schema(type = "string", format = "uri")))
    ResponseEntity<ImportView> submit(
            @RequestParam("file") MultipartFile file,
            MultipartHttpServletRequest form,
            WriteRequest request,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
            throws IOException {
        Submission submission = new Submission(
                SentMappings.fileName(file), mappings.of(form), request.origin().actor(), key);
        try (InputStream bytes = file.getInputStream()) {
            ImportJob job = imports.submit(submission, bytes);
            return ResponseEntity.accepted()
                    .location(ServletUriComponentsBuilder.fromCurrentContextPath()
                            .path("/api/imports/{id}")
                            .build(job.id()))
                    .body(view(job));
        }
    }

    @GetMapping
    @Operation(operationId = "listImports", summary = "List imports, the latest first")
    ImportList list(@RequestParam(defaultValue = "50") int limit, @RequestParam @Nullable Long cursor) {
        int length = Math.clamp(limit, 1, LONGEST_LIST);
        List<ImportJob> found = jobs.newest(cursor == null ? Long.MAX_VALUE : cursor, length + 1);
        List<ImportJob> page = found.size() > length ? found.subList(0, length) : found;
        return new ImportList(
                page.stream().map(this::view).toList(),
                found.size() > length ? String.valueOf(page.getLast().number()) : null);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "readImport", summary = "Read how far an import is")
    ImportView get(@PathVariable UUID id) {
        return view(imports.get(id));
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "removeImport", summary = "Cancel an import that runs, or remove one that has ended")
    @ApiResponse(responseCode = "204", description = "Cancelled, or removed")
    ResponseEntity<Void> cancelOrRemove(@PathVariable UUID id) {
        imports.cancelOrRemove(id);
        return ResponseEntity.noContent().build();
    }

    @GetMapping("/{id}/refusals")
    @Operation(
            operationId = "readRefusals",
            summary = "Download the rows that an import refused, with the reasons, as CSV")
    void refusals(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        ImportJob job = imports.get(id);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"refusals-%s.csv\"".formatted(id));
        // In the request's own thread: an asynchronous answer would be cut where its reader is slow.
        writeRefusals(job, new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    }

    private ImportView view(ImportJob job) {
        return ImportView.of(job, imports.waiting(job.id()));
    }

    private void writeRefusals(ImportJob job, Writer body) throws IOException {
        try (CsvWriter csv = CsvWriter.builder().build(body)) {
            csv.writeRecord("line", "record", "reason", "row");
            jobs.refusals(
                    job.id(),
                    refusal -> csv.writeRecord(
                            String.valueOf(refusal.line()),
                            text(refusal.record()),
                            text(refusal.reason()),
                            text(refusal.raw())));
        }
    }

    /** A spreadsheet would take some texts for formulas; with a quote before it they stay texts. */
    private static String text(String cell) {
        return !cell.isEmpty() && FORMULA_BEGINNINGS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    /** Describes the parts of the form. */
    record ImportForm(
            @Schema(type = "string", format = "binary", description = "CSV or NDJSON")
            String file,

            @Schema(description = "the name of a built-in mapping, or a mapping file", example = "support-tickets")
            String mapping) {}

    /** @param next the cursor of the following page; none on the last one */
    record ImportList(List<ImportView> items, @Nullable String next) {}
}
