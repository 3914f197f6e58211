"""Prints an XLSX with the standard library only: what another program sees in it."""
import sys
import zipfile
import xml.etree.ElementTree as ET

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
LINK = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id'

book = zipfile.ZipFile(sys.argv[1])
assert book.testzip() is None


def part(name):
    return ET.fromstring(book.read(name))


styles = part('xl/styles.xml')
codes = {f.get('numFmtId'): f.get('formatCode') for f in styles.iter(MAIN + 'numFmt')}
codes.update({'0': 'General', '1': '0', '3': '#,##0', '49': '@'})
formats = [codes[x.get('numFmtId')] for x in styles.find(MAIN + 'cellXfs')]
targets = {r.get('Id'): r.get('Target') for r in part('xl/_rels/workbook.xml.rels')}

for sheet in part('xl/workbook.xml').iter(MAIN + 'sheet'):
    root = part('xl/' + targets[sheet.get(LINK)])
    pane, within = root.find('.//' + MAIN + 'pane'), root.find(MAIN + 'autoFilter')
    print('sheet %s, rows kept in sight: %s, filter %s' % (
        sheet.get('name'), '0' if pane is None else pane.get('ySplit'),
        '-' if within is None else within.get('ref')))
    for cell in root.iter(MAIN + 'c'):
        text = cell.find('.//' + MAIN + 't')
        value = cell.find(MAIN + 'v')
        if text is not None:
            print(cell.get('r'), 'text', repr(text.text))
        elif value is not None:
            print(cell.get('r'), 'number', value.text, 'as', formats[int(cell.get('s', 0))])
    for rule in root.iter(MAIN + 'dataValidation'):
        print('list', rule.get('sqref'), rule.find(MAIN + 'formula1').text)
