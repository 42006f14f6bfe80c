#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    xlsform_fuzz::targets::workbook(bytes);
});
