/// Values in rows, one after another in one array ("compressed sparse rows"), built by a counting sort.
package struct CompressedRows<Value> {
  /// Row r is `values[offsets[r] ..< offsets[r + 1]]`.
  package var offsets: [UInt32]
  /// The values of all rows, each row in the order in which its values were given.
  package var values: [Value]

  /// Sorts values into rows.
  /// - Parameters:
  ///   - rowCount: The number of rows.
  ///   - filler: Any value; none of it remains.
  ///   - count: Calls its argument with a row and how many values it is about to get, as often as there are any.
  ///   - fill: Calls its argument with each row and value. It must name as many values as were counted, which are
  ///     at most 2^32 − 1.
  /// - Complexity: O(rows + values), apart from `count` and `fill`.
  @inlinable
  package init(
    rowCount: Int, filler: Value, counting count: (_ add: (Int, UInt32) -> Void) -> Void,
    filling fill: (_ add: (Int, Value) -> Void) -> Void
  ) {
    var offsets = [UInt32](repeating: 0, count: rowCount + 1)
    count { row, more in offsets[row + 1] += more }
    for row in 0..<rowCount { offsets[row + 1] += offsets[row] }
    var next = offsets
    var values = [Value](repeating: filler, count: Int(offsets[rowCount]))
    fill { row, value in
      values[Int(next[row])] = value
      next[row] += 1
    }
    self.offsets = offsets
    self.values = values
  }

  /// The places of a row's values.
  /// - Complexity: O(1).
  @inlinable
  package func range(of row: Int) -> Range<Int> { Int(offsets[row])..<Int(offsets[row + 1]) }

  /// The values of a row.
  /// - Complexity: O(1).
  @inlinable
  package subscript(row: Int) -> ArraySlice<Value> { values[range(of: row)] }
}

extension CompressedRows: Sendable where Value: Sendable {}

extension CompressedRows<UInt32> {
  /// Sorts the positions of a list by what it has there: row r has the places at which `rows` is r, ascending.
  /// - Complexity: O(rows + list).
  package init(rowCount: Int, placesIn rows: [UInt32]) {
    self.init(rowCount: rowCount, filler: 0) { add in
      for row in rows { add(Int(row), 1) }
    } filling: { add in
      for (place, row) in rows.enumerated() { add(Int(row), UInt32(place)) }
    }
  }
}
